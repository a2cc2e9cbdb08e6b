import type { S3Location } from '../sources/s3-location';
import {
  dayBounds,
  dayOfKey,
  dayStart,
  isOtherService,
  regionRoot,
  trailLevel,
} from '../sources/trail-layout';
import { DAY_MS } from '../time';
import type { S3Bucket, S3Object } from './s3-client';

type Days = Pick<S3Location, 'since' | 'until'>;

/** Unknown folders above AWSLogs are looked into this deep; below, everything is listed. */
const ABOVE_DEPTH_MAX = 2;

/**
 * Objects below a prefix, in the order of their keys. With days given, only those of CloudTrail's folders for these
 * days are listed, where the prefix has or leads to CloudTrail's layout; elsewhere it goes by when an object was
 * written. Logs that other services keep beside CloudTrail's are left out.
 */
export async function* listObjects(bucket: S3Bucket, prefix: string, days: Days): AsyncGenerator<S3Object> {
  const isWanted = wanted(days);
  const found =
    days.since || days.until
      ? descend(bucket, prefix, (below) =>
          listRange(bucket, below, dayBounds(regionRoot(below) ?? below, days)),
        )
      : listRange(bucket, prefix);
  for await (const object of found) if (isWanted(object)) yield object;
}

/** Whether an object is of these days, by its folder or else by when it was written. */
function wanted({ since, until }: Days): (object: S3Object) => boolean {
  const from = since ? dayStart(since) : Number.NEGATIVE_INFINITY;
  const before = until ? dayStart(until) + DAY_MS : Number.POSITIVE_INFINITY;
  return ({ key, modified }) => {
    // The console's "folders" are empty objects.
    if (key.endsWith('/') || isOtherService(key)) return false;
    const day = dayOfKey(key);
    const time = day ? dayStart(day) : (modified?.getTime() ?? from);
    return time >= from && time < before;
  };
}

/** Everything below a prefix between two keys, page by page. */
export async function* listRange(
  bucket: S3Bucket,
  prefix: string,
  bounds: { readonly after?: string; readonly before?: string } = {},
): AsyncGenerator<S3Object> {
  let continueWith: string | null = null;
  do {
    const page = await bucket.list({
      prefix,
      ...(continueWith ? { continueWith } : bounds.after ? { after: bounds.after } : {}),
    });
    for (const object of page.objects) {
      // Keys come in order: nothing behind this one is wanted.
      if (bounds.before !== undefined && object.key >= bounds.before) return;
      yield object;
    }
    continueWith = page.continueWith;
  } while (continueWith);
}

/** The folders right below a prefix, and the objects beside them. */
async function listFolded(bucket: S3Bucket, prefix: string) {
  const objects: S3Object[] = [];
  const folders: string[] = [];
  let continueWith: string | null = null;
  do {
    const page = await bucket.list({ prefix, isFolded: true, ...(continueWith ? { continueWith } : {}) });
    objects.push(...page.objects);
    folders.push(...page.folders);
    continueWith = page.continueWith;
  } while (continueWith);
  return { objects, folders };
}

/**
 * Walks down to the folders of CloudTrail's regions and lists each, or what of it the prefix names, with
 * `listRegion`; what does not lead there is listed whole.
 */
export async function* descend(
  bucket: S3Bucket,
  prefix: string,
  listRegion: (prefix: string) => AsyncIterable<S3Object>,
  above = 0,
): AsyncGenerator<S3Object> {
  const level = trailLevel(prefix);
  if (level === 'region') {
    yield* listRegion(prefix);
    return;
  }
  if (level === 'other' || above > ABOVE_DEPTH_MAX) {
    yield* listRange(bucket, prefix);
    return;
  }
  const { objects, folders } = await listFolded(bucket, prefix);
  yield* objects;
  for (const folder of folders) {
    if (isOtherService(folder)) continue;
    yield* descend(bucket, folder, listRegion, level === 'above' ? above + 1 : 0);
  }
}
