import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ConflictPage, EventDetail, EventPage, SearchEventsInput } from '../events/schemas';
import { fetchJson } from './fetch-json';
import { queryString } from './query-string';

export type EventSearchInput = Omit<SearchEventsInput, 'cursor' | 'limit'>;

export const eventKeys = {
  all: ['events'] as const,
  search: (input: EventSearchInput) => ['events', 'search', input] as const,
  detail: (id: string) => ['events', 'detail', id] as const,
  conflicts: (bundle: number) => ['events', 'conflicts', bundle] as const,
};

export function eventSearchQuery(input: EventSearchInput) {
  return infiniteQueryOptions({
    queryKey: eventKeys.search(input),
    queryFn: ({ pageParam, signal }) =>
      fetchJson<EventPage>(`/api/events${queryString({ ...input, cursor: pageParam })}`, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Records of a bundle that contradict each other or those of another one. */
export function conflictListQuery(bundle: number) {
  return infiniteQueryOptions({
    queryKey: eventKeys.conflicts(bundle),
    queryFn: ({ pageParam, signal }) =>
      fetchJson<ConflictPage>(`/api/events/conflicts${queryString({ bundle, after: pageParam })}`, signal),
    initialPageParam: 0,
    getNextPageParam: (page) => page.nextAfter ?? undefined,
  });
}

export function eventDetailQuery(id: string) {
  return queryOptions({
    queryKey: eventKeys.detail(id),
    queryFn: ({ signal }) => fetchJson<EventDetail>(`/api/events/${encodeURIComponent(id)}`, signal),
  });
}
