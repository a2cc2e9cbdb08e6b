import { setTimeout as pause } from 'node:timers/promises';
import { AppError, errorMessage } from '../errors';
import { s3Url } from '../sources/s3-location';
import { SECOND_MS } from '../time';
import { isPassing } from './aws-errors';
import type { S3Bucket } from './s3-client';

/** How the reason begins when an object's bytes could not be had: it is not damaged, and is read another time. */
export const NOT_FETCHED = 'could not be fetched from S3';

/** Breaks in a row without a byte in between. The SDK has tried each request several times by then. */
const BREAKS_MAX = 5;
const PAUSE_MAX_MS = 20 * SECOND_MS;

/** Exponential, with full jitter: many readers that broke off at once do not come back at once. */
function pauseMs(breaks: number): number {
  return Math.random() * Math.min(PAUSE_MAX_MS, 100 * 2 ** breaks);
}

/** Why an object cannot be had, at all or for now. */
export class S3ReadError extends Error {
  override readonly name = 'S3ReadError';

  constructor(
    bucket: S3Bucket,
    key: string,
    cause: unknown,
    /** Whether asking again later could help. */
    readonly mayPass: boolean,
  ) {
    const name = cause instanceof Error && !(cause instanceof AppError) ? `${cause.name}: ` : '';
    super(`${NOT_FETCHED}: ${s3Url({ bucket: bucket.name, key })}: ${name}${errorMessage(cause)}`, { cause });
  }
}

/**
 * The bytes of an object. A body that breaks off goes on from its last byte, as long as the object is the same.
 * Throws `S3ReadError`.
 */
export async function* readObject(
  bucket: S3Bucket,
  key: string,
  signal?: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  let offset = 0;
  let etag = '';
  let breaks = 0;
  for (;;) {
    try {
      const body = await bucket.get(key, { offset, etag }, signal);
      etag = body.etag;
      for await (const piece of body.stream as AsyncIterable<Buffer>) {
        offset += piece.length;
        breaks = 0;
        yield piece;
      }
      if (offset >= body.size) return;
      throw new Error(`The body broke off at byte ${offset} of ${body.size}.`);
    } catch (error) {
      breaks += 1;
      const mayPass = isPassing(error);
      if (signal?.aborted || !mayPass || breaks > BREAKS_MAX)
        throw new S3ReadError(bucket, key, error, mayPass);
      await pause(pauseMs(breaks), undefined, signal ? { signal } : {});
    }
  }
}
