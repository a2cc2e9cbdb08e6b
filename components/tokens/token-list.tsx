'use client';

import { useQuery } from '@tanstack/react-query';
import { useTable } from '@tanstack/react-table';
import { KeyRound } from 'lucide-react';
import type { TokenRow } from '@/lib/accounts/schemas';
import { tokenListQuery } from '@/lib/queries/tokens';
import { DataPanel } from '../layout/data-panel';
import { PageHeader } from '../layout/page-header';
import { PanelMessage } from '../layout/panel-message';
import { TableSkeleton } from '../layout/table-skeleton';
import { VirtualTable } from '../ui/virtual-table';
import type { CreateToken, RevokeToken } from './actions';
import { CreateTokenDialog } from './create-token-dialog';
import { tokenColumnMeta, tokenColumns, tokenFeatures } from './token-columns';

interface TokenListProps {
  readonly create: CreateToken;
  readonly revoke: RevokeToken;
}

export function TokenList({ create, revoke }: TokenListProps) {
  const query = useQuery(tokenListQuery());
  return (
    <>
      <PageHeader title="Tokens" actions={<CreateTokenDialog create={create} />}>
        <p className="text-muted-foreground">
          Programs push CloudTrail files with these, and see what became of them.
        </p>
      </PageHeader>
      <DataPanel
        query={query}
        skeleton={<TableSkeleton />}
        isEmpty={(tokens) => tokens.length === 0}
        empty={
          <PanelMessage icon={KeyRound} title="No token yet">
            With a token a program can send files to{' '}
            <code className="rounded-sm bg-muted px-1">POST /api/v1/ingest</code>. It can read nothing but
            what became of them.
          </PanelMessage>
        }
      >
        {(tokens) => <TokenTable tokens={tokens} revoke={revoke} />}
      </DataPanel>
    </>
  );
}

function TokenTable({
  tokens,
  revoke,
}: {
  readonly tokens: readonly TokenRow[];
  readonly revoke: RevokeToken;
}) {
  const table = useTable({
    features: tokenFeatures,
    columns: tokenColumns,
    data: tokens,
    getRowId: (token) => String(token.id),
    meta: { revoke },
  });
  return <VirtualTable table={table} label="Tokens" metaOf={tokenColumnMeta} minWidth={1080} />;
}
