import { setTimeout as pause } from 'node:timers/promises';
import { createWatchedBundle } from '../bundles/create-watched';
import type { Database } from '../db/client';
import type { Context } from '../db/context';
import type { WatchedSource } from '../db/generated/client';
import { storableText } from '../db/storable';
import { formatUtc } from '../format';
import { NOT_FETCHED } from '../ingest/s3-read';
import { formatS3Location, s3Url } from '../sources/s3-location';
import { enqueue } from './queue';

/** One look at a watched source. */
export interface Poll {
  readonly ctx: Context;
  readonly source: WatchedSource;
  /** Aborted when the worker is to end. */
  readonly signal: AbortSignal;
}

export interface NamedObject {
  readonly bucket: string;
  readonly key: string;
}

const LOOK_EVERY_MS = 300;
/** An ingest under way this long was left behind by a worker that died: no reason to wait for it. */
const ABANDONED = '15 minutes';

/** Whether a bundle of this source is still on its way, or waits to be tried again. */
export async function hasUnfinished({ ctx, source }: Poll): Promise<boolean> {
  const { rowCount } = await ctx.db.pool.query(
    `select from bundle join graphile_worker.jobs job on job.key = 'ingest-bundle-' || bundle.id
      where bundle.watched_source_id = $1 and bundle.status <> 'done'
        and (job.locked_at is null or job.locked_at > now() - $2::interval)
      limit 1`,
    [source.id, ABANDONED],
  );
  return rowCount !== 0;
}

/** Makes a bundle of these objects and waits until it is done. `isDone` is false when it failed for now or for good. */
export async function ingestObjects(
  { ctx, source, signal }: Poll,
  objects: readonly NamedObject[],
): Promise<{ readonly bundleId: number; readonly isDone: boolean }> {
  const { region, endpoint } = source;
  const place = { ...(region ? { region } : {}), ...(endpoint ? { endpoint } : {}) };
  const paths = objects.map(({ bucket, key }) => formatS3Location({ bucket, key, isObject: true, ...place }));
  const from = source.kind === 'queue' ? `queue ${source.url.split('/').at(-1)}` : source.url;
  const { id } = await createWatchedBundle({
    ctx,
    input: {
      sourceId: source.id,
      name: `${from} ${formatUtc(new Date().toISOString())}`,
      paths,
    },
    enqueueIngest: (tx, bundleId) => enqueue(tx, 'ingest-bundle', { bundleId }, `ingest-bundle-${bundleId}`),
  });
  for (;;) {
    const bundle = await ctx.db.prisma.bundle.findUnique({ where: { id }, select: { status: true } });
    const isOver = bundle === null || bundle.status === 'done' || bundle.status === 'failed';
    if (isOver || signal.aborted) return { bundleId: id, isDone: bundle?.status === 'done' };
    await pause(LOOK_EVERY_MS);
  }
}

/** Those of the objects that some bundle has read, by `s3Url`; `etag` tells versions apart where it is known. */
export async function readAlready(
  db: Database,
  objects: ReadonlyArray<NamedObject & { readonly etag?: string | null }>,
): Promise<Set<string>> {
  const { rows } = await db.pool.query<{ place: number }>(
    `select distinct asked.place
       from unnest($1::text[], $2::text[], $3::text[]) with ordinality as asked (bucket, key, etag, place)
       join s3_object read on read.bucket = asked.bucket and read.key = asked.key
        and (asked.etag is null or trim(both '"' from read.etag) = trim(both '"' from asked.etag))`,
    [
      objects.map(({ bucket }) => bucket),
      objects.map(({ key }) => storableText(key)),
      objects.map(({ etag }) => etag ?? null),
    ],
  );
  const read = new Set<string>();
  for (const { place } of rows) {
    const object = objects[place - 1];
    if (object) read.add(s3Url(object));
  }
  return read;
}

/** Why an object of a bundle was not read, as the bundle's report has it. */
export async function whyNotRead(db: Database, bundleId: number, object: NamedObject): Promise<string> {
  const { rows } = await db.pool.query<{ reason: string | null }>(
    `select coalesce(
       (select reason from ingest_problem
         where bundle_id = $1 and starts_with(reason, $2) and position($3 in reason) > 0 limit 1),
       (select message from bundle where id = $1)) as reason`,
    [bundleId, NOT_FETCHED, storableText(`${s3Url(object)}:`)],
  );
  return rows[0]?.reason ?? `${s3Url(object)} was not read in bundle ${bundleId}.`;
}

/** Keeps what nothing could be made of, to be looked at: what it was, why, and how often it was tried. */
export async function setAside(
  { ctx, source }: Poll,
  item: { readonly id: string; readonly body: string; readonly reason: string; readonly tries: number },
): Promise<void> {
  const { body, reason, tries } = item;
  const messageId = storableText(item.id);
  await ctx.db.prisma.poisonMessage.createMany({
    data: [
      {
        sourceId: source.id,
        messageId,
        body: storableText(body),
        reason: storableText(reason),
        tries,
      },
    ],
    skipDuplicates: true,
  });
}
