import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { SourceList } from '@/components/sources/source-list';
import { requireActor } from '@/lib/auth/require';
import { makeQueryClient } from '@/lib/queries/query-client';
import { sourceListQuery } from '@/lib/queries/sources';
import { listWatchedSources } from '@/lib/sources/list';
import { addSourceAction, removeSourceAction } from './actions';

export const metadata: Metadata = { title: 'Settings: watched sources' };

export default async function SourcesPage() {
  const ctx = await requireActor();
  const client = makeQueryClient();
  await client.prefetchQuery({ ...sourceListQuery(), queryFn: () => listWatchedSources({ ctx }) });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SourceList actions={{ add: addSourceAction, remove: removeSourceAction }} />
    </HydrationBoundary>
  );
}
