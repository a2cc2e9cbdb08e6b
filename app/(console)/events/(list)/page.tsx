import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { EventSearch } from '@/components/events/event-search';
import { loadEventSearch, toSearchInput } from '@/components/events/search-params';
import { requireActor } from '@/lib/auth/require';
import { searchEvents } from '@/lib/events/search';
import { parseKql } from '@/lib/kql';
import { eventSearchQuery } from '@/lib/queries/events';
import { makeQueryClient } from '@/lib/queries/query-client';

export const metadata: Metadata = { title: 'Events' };

export default async function EventsPage({ searchParams }: PageProps<'/events'>) {
  const ctx = await requireActor();
  const input = toSearchInput(await loadEventSearch(searchParams));
  const client = makeQueryClient();
  if (parseKql(input.query ?? '').ok) {
    await client.prefetchInfiniteQuery({
      ...eventSearchQuery(input),
      queryFn: () => searchEvents({ ctx, input }),
    });
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EventSearch />
    </HydrationBoundary>
  );
}
