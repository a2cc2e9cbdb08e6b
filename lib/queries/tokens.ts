import { queryOptions } from '@tanstack/react-query';
import type { TokenRow } from '../accounts/schemas';
import { fetchJson } from './fetch-json';

export const tokenKeys = {
  list: ['tokens', 'list'] as const,
};

export function tokenListQuery() {
  return queryOptions({
    queryKey: tokenKeys.list,
    queryFn: ({ signal }) => fetchJson<readonly TokenRow[]>('/api/tokens', signal),
  });
}
