import { queryOptions } from '@tanstack/react-query';
import type { SourceRow } from '../sources/schemas';
import { fetchJson } from './fetch-json';

export const sourceKeys = {
  list: ['sources', 'list'] as const,
};

/** The worker looks at its sources on its own; what it found is shown soon after. */
const LIVE_MS = 15_000;

export function sourceListQuery() {
  return queryOptions({
    queryKey: sourceKeys.list,
    queryFn: ({ signal }) => fetchJson<readonly SourceRow[]>('/api/sources', signal),
    refetchInterval: LIVE_MS,
  });
}
