import { queryOptions } from '@tanstack/react-query';
import type {
  BundleDetail,
  BundleRow,
  BundleStatus,
  BundleVerification,
  Certificate,
  DeletionPreview,
  MemberVerification,
  PublicKeyRow,
} from '../bundles/schemas';
import { fetchJson } from './fetch-json';

export const bundleKeys = {
  all: ['bundles'] as const,
  list: ['bundles', 'list'] as const,
  detail: (id: number) => ['bundles', 'detail', id] as const,
  certificate: (id: number) => ['bundles', 'detail', id, 'certificate'] as const,
  deletion: (id: number) => ['bundles', 'detail', id, 'deletion'] as const,
  publicKeys: ['public-keys'] as const,
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
    // One that is gone stays gone: the last thing that was known of it is not asked for again.
    refetchInterval: ({ state }) => (state.data && !state.error ? detailPollMs(state.data) : false),
  });
}

/** The rules are evaluated when the last event is in: for a while its alerts are still to come. */
const SETTLING_MS = 2 * 60_000;
const SETTLING_POLL_MS = 2000;

function detailPollMs(bundle: Pick<BundleRow, 'status' | 'finishedAt'>): number | false {
  if (isMoving(bundle)) return pollMs(bundle);
  const { status, finishedAt } = bundle;
  const isSettling =
    status === 'done' && finishedAt !== null && Date.now() - Date.parse(finishedAt) < SETTLING_MS;
  return isSettling ? SETTLING_POLL_MS : false;
}

/** Its numbers, or whether it exists, change from one second to the next. */
function isMoving(bundle: Pick<BundleRow, 'status'>): boolean {
  return isUnfinished(bundle) || bundle.status === 'deleting';
}

/** Counted anew on each visit: public keys, other bundles and their deletion change what it says. */
export function certificateQuery(id: number) {
  return queryOptions({
    queryKey: bundleKeys.certificate(id),
    queryFn: ({ signal }) => fetchJson<Certificate>(`/api/bundles/${id}/certificate`, signal),
  });
}

export function deletionQuery(id: number) {
  return queryOptions({
    queryKey: bundleKeys.deletion(id),
    queryFn: ({ signal }) => fetchJson<DeletionPreview>(`/api/bundles/${id}/deletion`, signal),
    // What is about to be decided rests on it.
    staleTime: 0,
    gcTime: 0,
  });
}

export function publicKeysQuery() {
  return queryOptions({
    queryKey: bundleKeys.publicKeys,
    queryFn: ({ signal }) => fetchJson<readonly PublicKeyRow[]>('/api/public-keys', signal),
  });
}

/** Reads all of a bundle's evidence: for the press of a button, never for showing a page. */
export function verifyBundle(id: number): Promise<BundleVerification> {
  return fetchJson<BundleVerification>(`/api/bundles/${id}/verify`);
}

export function verifyMember(id: number, memberId: number): Promise<MemberVerification> {
  return fetchJson<MemberVerification>(`/api/bundles/${id}/members/${memberId}/verify`);
}

/** Where a member's bytes come from, as they came. */
export function memberFilePath(id: number, memberId: number): string {
  return `/api/bundles/${id}/members/${memberId}/file`;
}
