import type { ErrorBody } from '../http/responses';

type ApiErrorCode = ErrorBody['error']['code'] | 'network';

/** A refused or failed call, with a sentence fit to show. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: ApiErrorCode,
    message: string,
    readonly fields?: Readonly<Record<string, string>>,
  ) {
    super(message);
  }
}

/** Every read of the browser ends here. Throws ApiError. */
export async function fetchJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await request(path, signal);
  if (response.ok) return (await response.json()) as T;
  throw toApiError(response, await response.json().catch(() => null));
}

async function request(path: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(path, { signal, headers: { accept: 'application/json' } });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('network', 'The server does not answer. Is Trailhound running?');
  }
}

function toApiError(response: Response, body: unknown): ApiError {
  if (isErrorBody(body)) return new ApiError(body.error.code, body.error.message, body.error.fields);
  return new ApiError('internal', `The server answered with status ${response.status}.`);
}

function isErrorBody(body: unknown): body is ErrorBody {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false;
  const { error } = body;
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error;
}
