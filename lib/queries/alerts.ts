import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AlertCounts, AlertDetail, AlertFilters, AlertPage, ListAlertsInput } from '../alerts/schemas';
import { fetchJson } from './fetch-json';
import { queryString } from './query-string';

export type AlertFilterInput = Partial<AlertFilters>;
export type AlertListInput = Omit<ListAlertsInput, 'cursor' | 'limit'> & { readonly limit?: number };

export const alertKeys = {
  all: ['alerts'] as const,
  lists: ['alerts', 'list'] as const,
  list: (input: AlertListInput) => ['alerts', 'list', input] as const,
  counts: (filters: AlertFilterInput) => ['alerts', 'counts', filters] as const,
  search: (text: string) => ['alerts', 'search', text] as const,
  detail: (id: string) => ['alerts', 'detail', id] as const,
};

const LIVE_MS = 15_000;
const LIVE_PAGES_MAX = 3;
const SEARCH_HITS_MAX = 8;

export function alertListQuery(input: AlertListInput) {
  return infiniteQueryOptions({
    queryKey: alertKeys.list(input),
    queryFn: ({ pageParam, signal }) =>
      fetchJson<AlertPage>(`/api/alerts${queryString({ ...input, cursor: pageParam })}`, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    // A refetch reads every loaded page again: far down the list the top is no longer what one waits for.
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > LIVE_PAGES_MAX ? false : LIVE_MS),
  });
}

export function alertCountsQuery(filters: AlertFilterInput = {}) {
  return queryOptions({
    queryKey: alertKeys.counts(filters),
    queryFn: ({ signal }) => fetchJson<AlertCounts>(`/api/alerts/counts${queryString(filters)}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_MS,
  });
}

/** The first few alerts that hold the text, for the command menu. */
export function alertSearchQuery(text: string) {
  return queryOptions({
    queryKey: alertKeys.search(text),
    queryFn: ({ signal }) =>
      fetchJson<AlertPage>(`/api/alerts${queryString({ text, limit: SEARCH_HITS_MAX })}`, signal),
    placeholderData: keepPreviousData,
    enabled: text.length > 0,
  });
}

export function alertDetailQuery(id: string) {
  return queryOptions({
    queryKey: alertKeys.detail(id),
    queryFn: ({ signal }) => fetchJson<AlertDetail>(`/api/alerts/${encodeURIComponent(id)}`, signal),
  });
}
