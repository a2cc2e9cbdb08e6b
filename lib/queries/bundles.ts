import { queryOptions } from '@tanstack/react-query';
import type { BundleDetail, BundleRow, BundleStatus } from '../bundles/schemas';
import { fetchJson } from './fetch-json';

export const bundleKeys = {
  all: ['bundles'] as const,
  list: ['bundles', 'list'] as const,
  detail: (id: number) => ['bundles', 'detail', id] as const,
};

const RUNNING_MS = 1000;
/** Files on their way show their progress in the window that sends them; others can wait. */
const RECEIVING_MS = 5000;
const IDLE_MS = 30_000;

const UNFINISHED: readonly BundleStatus[] = ['receiving', 'queued', 'running'];

/** Still on its way from files to events. */
export function isUnfinished(bundle: Pick<BundleRow, 'status'>): boolean {
  return UNFINISHED.includes(bundle.status);
}

function pollMs({ status }: Pick<BundleRow, 'status'>): number {
  switch (status) {
    case 'queued':
    case 'running':
    case 'deleting':
      return RUNNING_MS;
    case 'receiving':
      return RECEIVING_MS;
    case 'done':
    case 'failed':
      return IDLE_MS;
    default:
      return status satisfies never;
  }
}

export function bundleListQuery() {
  return queryOptions({
    queryKey: bundleKeys.list,
    queryFn: ({ signal }) => fetchJson<readonly BundleRow[]>('/api/bundles', signal),
    refetchInterval: ({ state }) => Math.min(IDLE_MS, ...(state.data ?? []).map(pollMs)),
  });
}

export function bundleDetailQuery(id: number) {
  return queryOptions({
    queryKey: bundleKeys.detail(id),
    queryFn: ({ signal }) => fetchJson<BundleDetail>(`/api/bundles/${id}`, signal),
    refetchInterval: ({ state }) => (state.data && isUnfinished(state.data) ? pollMs(state.data) : false),
  });
}
