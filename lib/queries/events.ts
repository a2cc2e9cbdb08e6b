import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { EventPage, SearchEventsInput } from '../events/schemas';
import { fetchJson } from './fetch-json';
import { queryString } from './query-string';

export type EventSearchInput = Omit<SearchEventsInput, 'cursor' | 'limit'>;

export const eventKeys = {
  all: ['events'] as const,
  search: (input: EventSearchInput) => ['events', 'search', input] as const,
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
