import { memberLabel } from '../cloudtrail/member-path';
import { AppError } from '../errors';
import { type S3Location, s3Url } from '../sources/s3-location';
import { toAwsRefusal } from './aws-errors';
import { openBucket, type S3Bucket, type S3Object } from './s3-client';
import { listObjects } from './s3-list';
import { readObject, S3ReadError } from './s3-read';
import type { SourceFile } from './sources';

/** Up to here an object is fetched whole before its turn; larger ones stream when it comes. */
const FETCHED_BYTES_MAX = 16 * 1024 * 1024;
const LOOK_UP_AT_ONCE = 1000;

export interface S3Source extends SourceFile {
  readonly object: S3Object;
  /** The bundle that read this very object already. */
  readonly knownIn: number | null;
}

/** Which of these objects were read already, by `objectId`, and by which bundle. */
export type FindKnown = (objects: readonly S3Object[]) => Promise<ReadonlyMap<string, number>>;

/** One version of an object. A key cannot hold a line break that means anything here. */
export function objectId({ bucket, key, etag }: Pick<S3Object, 'bucket' | 'key' | 'etag'>): string {
  return JSON.stringify([bucket, key, etag]);
}

/**
 * The objects behind a location as sources, in listing order, known ones included. Throws a refusal when AWS says no,
 * and another error when listing failed for now.
 */
export async function* listS3Sources(location: S3Location, known: FindKnown): AsyncGenerator<S3Source> {
  const bucket = openBucket(location);
  let page: S3Object[] = [];
  try {
    for await (const object of objectsOf(bucket, location)) {
      page.push(object);
      if (page.length < LOOK_UP_AT_ONCE) continue;
      yield* toSources(bucket, page, known);
      page = [];
    }
  } catch (error) {
    throw toAwsRefusal(error, `Listing ${s3Url(location)}`);
  }
  yield* toSources(bucket, page, known);
}

async function* objectsOf(bucket: S3Bucket, location: S3Location): AsyncGenerator<S3Object> {
  const { key, isObject } = location;
  if (!isObject) {
    yield* listObjects(bucket, key, location);
    return;
  }
  try {
    yield await bucket.head(key);
  } catch (error) {
    const refusal = toAwsRefusal(error, `Reading ${s3Url(location)}`);
    if (!(refusal instanceof AppError) || refusal.code === 'unavailable') throw refusal;
    // Named by a message and gone, or locked, since: reading it says so in the bundle's report.
    yield { bucket: bucket.name, key, etag: '', size: 0, modified: null };
  }
}

async function* toSources(
  bucket: S3Bucket,
  objects: readonly S3Object[],
  known: FindKnown,
): AsyncGenerator<S3Source> {
  const bundles = await known(objects);
  for (const object of objects) yield toSource(bucket, object, bundles.get(objectId(object)) ?? null);
}

function toSource(bucket: S3Bucket, object: S3Object, knownIn: number | null): S3Source {
  const { key, size } = object;
  const source: S3Source = {
    label: memberLabel(`${bucket.name}/${key}`),
    bytes: size,
    object,
    knownIn,
    open: () => readObject(bucket, key),
  };
  if (size > FETCHED_BYTES_MAX) return source;
  return { ...source, fetch: (signal) => fetchWhole(bucket, key, signal) };
}

/** The bytes of an object, ready to be opened. What cannot be had at all says so when it is opened. */
async function fetchWhole(
  bucket: S3Bucket,
  key: string,
  signal: AbortSignal,
): Promise<() => AsyncIterable<Buffer>> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of readObject(bucket, key, signal)) pieces.push(piece);
  } catch (error) {
    if (!(error instanceof S3ReadError) || error.mayPass) throw error;
    return async function* refuse() {
      yield* [];
      throw error;
    };
  }
  return async function* give() {
    yield* pieces;
  };
}
