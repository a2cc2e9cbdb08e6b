'use client';

import { createColumnHelper, metaHelper, tableFeatures } from '@tanstack/react-table';
import type { TokenRow } from '@/lib/accounts/schemas';
import { Absent } from '../ui/absent';
import { UtcTime } from '../ui/utc-time';
import type { VirtualColumnMeta } from '../ui/virtual-row';
import type { RevokeToken } from './actions';
import { RevokeTokenDialog } from './revoke-token-dialog';

interface TokenTableMeta {
  readonly revoke: RevokeToken;
}

export const tokenFeatures = tableFeatures({ tableMeta: metaHelper<TokenTableMeta>() });

const helper = createColumnHelper<typeof tokenFeatures, TokenRow>();

const STATUS_WORDS: Readonly<Record<TokenRow['status'], string>> = {
  active: 'Active',
  expired: 'Expired',
  revoked: 'Revoked',
};

export const tokenColumns = helper.columns([
  helper.accessor('name', {
    header: 'Token',
    cell: ({ getValue }) => (
      <span title={getValue()} className="truncate font-medium">
        {getValue()}
      </span>
    ),
  }),
  helper.accessor('scope', { header: 'May', cell: () => 'Push files' }),
  helper.accessor('status', {
    header: 'Status',
    cell: ({ getValue }) => (
      <span className={getValue() === 'active' ? undefined : 'text-muted-foreground'}>
        {STATUS_WORDS[getValue()]}
      </span>
    ),
  }),
  helper.accessor('lastUsedAt', {
    header: 'Last used (UTC)',
    cell: ({ getValue }) => <Time iso={getValue()} absent="not used yet" />,
  }),
  helper.accessor('expiresAt', {
    header: 'Expires (UTC)',
    cell: ({ getValue }) => <Time iso={getValue()} absent="never" />,
  }),
  helper.accessor('createdAt', {
    header: 'Made (UTC)',
    cell: ({ getValue }) => <Time iso={getValue()} absent="unknown" />,
  }),
  helper.accessor('createdBy', {
    header: 'By',
    cell: ({ getValue }) => <span className="truncate">{getValue()}</span>,
  }),
  helper.display({
    id: 'revoke',
    header: () => <span className="sr-only">Revoke</span>,
    cell: ({ row: { original: token }, table }) => {
      const { meta } = table.options;
      return meta && token.status === 'active' ? (
        <RevokeTokenDialog token={token} revoke={meta.revoke} />
      ) : null;
    },
  }),
]);

function Time({ iso, absent }: { readonly iso: string | null; readonly absent: string }) {
  return iso ? <UtcTime iso={iso} /> : <Absent>{absent}</Absent>;
}

const META: Readonly<Record<string, VirtualColumnMeta>> = {
  name: { width: 'minmax(200px, 2fr)' },
  scope: { width: '96px' },
  status: { width: '96px' },
  lastUsedAt: { width: '160px' },
  expiresAt: { width: '160px' },
  createdAt: { width: '160px' },
  createdBy: { width: 'minmax(120px, 1fr)' },
  revoke: { width: '96px', align: 'right' },
};

export function tokenColumnMeta(columnId: string): VirtualColumnMeta {
  return META[columnId] ?? { width: '1fr' };
}
