import { storableText } from '../db/storable';
import { AppError } from '../errors';
import { toAwsRefusal } from '../ingest/aws-errors';
import { openBucket, type S3Object } from '../ingest/s3-client';
import { descend, listRange } from '../ingest/s3-list';
import { knownObjects } from '../ingest/s3-objects';
import { objectId } from '../ingest/s3-sources';
import { parseS3Url, s3Url } from '../sources/s3-location';
import { PrefixCursor } from '../sources/schemas';
import {
  dayBounds,
  dayOfKey,
  dayStart,
  isOtherService,
  listAgainAfter,
  regionRoot,
} from '../sources/trail-layout';
import { HOUR_MS } from '../time';
import { hasUnfinished, ingestObjects, type Poll, readAlready, setAside, whyNotRead } from './watched-bundle';

/** CloudTrail delivers within minutes, with exceptions: so much of what was listed is listed again. */
const OVERLAP_MS = 2 * HOUR_MS;
/** Objects that one bundle is made of, at most. */
const OBJECTS_AT_ONCE = 2000;
const LOOK_UP_AT_ONCE = 500;
const TRIES_MAX = 5;

/** New objects of a prefix, and how far the listing has got with them. */
interface Found {
  readonly keys: readonly string[];
  readonly last: Readonly<Record<string, string>>;
  readonly isAll: boolean;
}

/**
 * Reads what is new below a prefix, bundle by bundle. CloudTrail's folders are listed from where the last look ended,
 * less an overlap; what has no such layout is listed whole.
 */
export async function pollPrefix(poll: Poll, objectsAtOnce = OBJECTS_AT_ONCE): Promise<void> {
  if (await hasUnfinished(poll)) return;
  const { bucket } = parseS3Url(poll.source.url);
  let cursor = PrefixCursor.parse(poll.source.cursor);
  let isAll = false;
  while (!isAll && !poll.signal.aborted) {
    const found = await findNew(poll, cursor, objectsAtOnce);
    isAll = found.isAll;
    const keys = [...new Set([...found.keys, ...Object.keys(cursor.failed)])];
    const failed = keys.length > 0 ? await readKeys(poll, bucket, keys, cursor.failed) : {};
    cursor = { ...cursor, last: { ...cursor.last, ...found.last }, failed };
    await poll.ctx.db.prisma.watchedSource.updateMany({ where: { id: poll.source.id }, data: { cursor } });
  }
}

/** Reads objects as one bundle. Gives back those that could not be had, with their tries. */
async function readKeys(
  poll: Poll,
  bucket: string,
  keys: readonly string[],
  triesBefore: Readonly<Record<string, number>>,
): Promise<Record<string, number>> {
  const objects = keys.map((key) => ({ bucket, key }));
  const { bundleId, isDone } = await ingestObjects(poll, objects);
  if (!isDone) throw new AppError('unavailable', `Bundle ${bundleId} could not be read to its end yet.`);
  const read = await readAlready(poll.ctx.db, objects);
  const failed: Record<string, number> = {};
  for (const object of objects) {
    if (read.has(s3Url(object))) continue;
    const tries = (triesBefore[object.key] ?? 0) + 1;
    if (tries < TRIES_MAX) {
      failed[object.key] = tries;
      continue;
    }
    const reason = await whyNotRead(poll.ctx.db, bundleId, object);
    await setAside(poll, { id: object.key, body: s3Url(object), reason, tries });
  }
  return failed;
}

async function findNew(poll: Poll, cursor: PrefixCursor, most: number): Promise<Found> {
  const last: Record<string, string> = {};
  const keys: string[] = [];
  try {
    for await (const page of pagesOf(listFrom(poll, cursor))) {
      for (const object of await newOf(poll, page)) {
        if (keys.length >= most) return { keys, last, isAll: false };
        keys.push(object.key);
        keepLast(last, object.key);
      }
    }
  } catch (error) {
    throw toAwsRefusal(error, `Listing ${poll.source.url}`);
  }
  return { keys, last, isAll: true };
}

/** Keys of a region come in order: the last one taken is the greatest. */
function keepLast(last: Record<string, string>, key: string): void {
  const root = regionRoot(key);
  if (root !== null && dayOfKey(key) !== null) last[root] = key;
}

/** What may be new: CloudTrail's folders from where the last look ended, everything else whole. */
async function* listFrom(poll: Poll, cursor: PrefixCursor): AsyncGenerator<S3Object> {
  const { region, endpoint, url } = poll.source;
  const { bucket: name, key: prefix } = parseS3Url(url);
  const bucket = openBucket({
    bucket: name,
    ...(region ? { region } : {}),
    ...(endpoint ? { endpoint } : {}),
  });
  const since = cursor.since ? dayStart(cursor.since) : 0;
  const listRegion = (below: string) => {
    const root = regionRoot(below) ?? below;
    const last = cursor.last[root];
    const again = last === undefined ? null : listAgainAfter(last, OVERLAP_MS);
    const { after } = dayBounds(root, cursor.since ? { since: cursor.since } : {});
    // Never from before the first day that was asked for.
    const from = [again, after]
      .filter((bound) => bound !== null && bound !== undefined)
      .sort()
      .at(-1);
    return listRange(bucket, below, from === undefined ? {} : { after: from });
  };
  for await (const object of descend(bucket, prefix, listRegion)) {
    if (object.key.endsWith('/') || isOtherService(object.key)) continue;
    const day = dayOfKey(object.key);
    if ((day ? dayStart(day) : (object.modified?.getTime() ?? since)) >= since) yield object;
  }
}

async function* pagesOf(objects: AsyncIterable<S3Object>): AsyncGenerator<S3Object[]> {
  let page: S3Object[] = [];
  for await (const object of objects) {
    page.push(object);
    if (page.length < LOOK_UP_AT_ONCE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** Objects that were neither read nor set aside before. */
async function newOf(poll: Poll, objects: readonly S3Object[]): Promise<S3Object[]> {
  const { db } = poll.ctx;
  const known = await knownObjects(db, null)(objects);
  const unknown = objects.filter((object) => !known.has(objectId(object)));
  const aside = await db.prisma.poisonMessage.findMany({
    where: { sourceId: poll.source.id, messageId: { in: unknown.map(({ key }) => storableText(key)) } },
    select: { messageId: true },
  });
  const ids = new Set(aside.map(({ messageId }) => messageId));
  return unknown.filter(({ key }) => !ids.has(storableText(key)));
}
