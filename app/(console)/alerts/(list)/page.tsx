import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { AlertQueue } from '@/components/alerts/queue/alert-queue';
import { loadQueueState, toCountsInput, toListInput } from '@/components/alerts/queue/search-params';
import { countAlerts } from '@/lib/alerts/count';
import { listAlerts } from '@/lib/alerts/list';
import { requireActor } from '@/lib/auth/require';
import { alertCountsQuery, alertListQuery } from '@/lib/queries/alerts';
import { makeQueryClient } from '@/lib/queries/query-client';

export const metadata: Metadata = { title: 'Alerts' };

export default async function AlertsPage({ searchParams }: PageProps<'/alerts'>) {
  const ctx = await requireActor();
  const state = await loadQueueState(searchParams);
  const list = toListInput(state);
  const counts = toCountsInput(state);
  const client = makeQueryClient();
  await Promise.all([
    client.prefetchInfiniteQuery({
      ...alertListQuery(list),
      queryFn: () => listAlerts({ ctx, input: list }),
    }),
    client.prefetchQuery({ ...alertCountsQuery(counts), queryFn: () => countAlerts({ ctx, input: counts }) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AlertQueue />
    </HydrationBoundary>
  );
}
