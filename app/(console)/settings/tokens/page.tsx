import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { TokenList } from '@/components/tokens/token-list';
import { listTokens } from '@/lib/accounts/list-tokens';
import { requireActor } from '@/lib/auth/require';
import { makeQueryClient } from '@/lib/queries/query-client';
import { tokenListQuery } from '@/lib/queries/tokens';
import { createTokenAction, revokeTokenAction } from './actions';

export const metadata: Metadata = { title: 'Settings: tokens' };

export default async function TokensPage() {
  const ctx = await requireActor();
  const client = makeQueryClient();
  await client.prefetchQuery({ ...tokenListQuery(), queryFn: () => listTokens({ ctx }) });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <TokenList create={createTokenAction} revoke={revokeTokenAction} />
    </HydrationBoundary>
  );
}
