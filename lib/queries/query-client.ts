import { isServer, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './fetch-json';

const STALE_MS = 10_000;
const RETRIES_MAX = 2;

/** A new client: one per request on the server, one for the life of a browser tab. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: {
        // Above zero, or data that came with the page would be fetched again at once.
        staleTime: STALE_MS,
        retry: (failures, error) => failures < RETRIES_MAX && isWorthRetrying(error),
      },
    },
  });
}

/** A refusal stays a refusal; only a silent or broken server may answer better next time. */
function isWorthRetrying(error: Error): boolean {
  return !(error instanceof ApiError) || error.code === 'network' || error.code === 'unavailable';
}

/** A session that ended elsewhere: to the sign-in page and, afterwards, back here. */
function leaveWhenSignedOut(error: Error): void {
  if (isServer || !(error instanceof ApiError) || error.code !== 'unauthenticated') return;
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

let browserClient: QueryClient | undefined;

export function getQueryClient(): QueryClient {
  if (isServer) return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}
