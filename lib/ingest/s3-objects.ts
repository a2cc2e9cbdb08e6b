import type { Database } from '../db/client';
import { storableText } from '../db/storable';
import type { S3Object } from './s3-client';
import { NOT_FETCHED } from './s3-read';
import { type FindKnown, objectId, type S3Source } from './s3-sources';
import type { SourceFile } from './sources';

const ROWS_AT_ONCE = 5000;

function columns(objects: readonly S3Object[]) {
  return [
    objects.map(({ bucket }) => bucket),
    objects.map(({ key }) => storableText(key)),
    objects.map(({ etag }) => storableText(etag)),
  ];
}

/** Looks objects up among those that other bundles have read. */
export function knownObjects(db: Database, bundleId: number | null): FindKnown {
  return async (objects) => {
    const { rows } = await db.pool.query<{ place: number; bundle_id: number }>(
      `select asked.place, read.bundle_id
         from unnest($1::text[], $2::text[], $3::text[]) with ordinality as asked (bucket, key, etag, place)
         join s3_object read using (bucket, key, etag)
        where read.bundle_id is distinct from $4`,
      [...columns(objects), bundleId],
    );
    const known = new Map<string, number>();
    for (const { place, bundle_id } of rows) {
      const object = objects[place - 1];
      if (object) known.set(objectId(object), bundle_id);
    }
    return known;
  };
}

function isS3Source(source: SourceFile): source is S3Source {
  return 'object' in source;
}

/**
 * Remembers the objects that a bundle has read, so that they are not read again. One whose bytes could not be had
 * stays unknown; one that was damaged has been read, and is in the report.
 */
export async function rememberObjects(
  db: Database,
  bundleId: number,
  sources: readonly SourceFile[],
): Promise<void> {
  const read = sources.filter(isS3Source);
  for (let start = 0; start < read.length; start += ROWS_AT_ONCE) {
    const batch = read.slice(start, start + ROWS_AT_ONCE);
    await db.pool.query(
      `with missed as (
         select distinct member from ingest_problem
          where bundle_id = $1 and kind = 'error' and starts_with(reason, $2)
       )
       insert into s3_object (bucket, key, etag, size, bundle_id)
       select read.bucket, read.key, read.etag, read.size, $1
         from unnest($3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[])
           as read (bucket, key, etag, size, label)
        where not exists (
          select from missed where member = read.label or starts_with(member, read.label || '/')
        )
       on conflict do nothing`,
      [
        bundleId,
        NOT_FETCHED,
        ...columns(batch.map(({ object }) => object)),
        batch.map(({ object }) => object.size),
        batch.map(({ label }) => label),
      ],
    );
  }
}

/** Notes in a bundle's report how many objects of a location were left out, by the bundle that had read them. */
export async function noteKnown(
  db: Database,
  bundleId: number,
  member: string,
  counts: ReadonlyMap<number, number>,
): Promise<void> {
  for (const [knownIn, count] of counts) {
    const what = count === 1 ? 'same object was' : 'same objects were';
    await db.pool.query(
      `with noted as (
         insert into ingest_problem (bundle_id, member, kind, position, reason, count)
         select $1, $2, 'skip', '', $3, $4
          where not exists (select from ingest_problem where bundle_id = $1 and member = $2 and reason = $3)
         returning count
       )
       update bundle set skipped = skipped + noted.count from noted where id = $1`,
      [bundleId, member, `known: ${what} ingested in bundle ${knownIn}`, count],
    );
  }
}
