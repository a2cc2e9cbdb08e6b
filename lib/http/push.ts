import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import { AppError } from '../errors';

export const PushQuery = z.object({
  /** What to call the bundle. */
  name: z.string().trim().min(1).max(200).optional(),
  /** Answer when the bundle is done, if that takes no longer than a minute. */
  wait: z.stringbool().default(false),
});

const KEY_LENGTH_MAX = 200;

/** The body and headers of a push. What the body is, its bytes say: its declared type and encoding do not matter. */
export function readPush(request: Request) {
  const requestKey = request.headers.get('idempotency-key');
  if (requestKey !== null && (requestKey === '' || requestKey.length > KEY_LENGTH_MAX))
    throw new AppError('invalid', `An Idempotency-Key has 1 to ${KEY_LENGTH_MAX} characters.`);
  const length = request.headers.get('content-length');
  return {
    // The web's type for a stream and Node's differ in name only.
    body: request.body as ReadableStream<Uint8Array> | null,
    bytesClaimed: length === null ? null : Number(length),
    requestKey,
  };
}
