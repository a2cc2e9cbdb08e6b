import path from 'node:path';
import { createLocalBundle } from '@/lib/bundles/create-local';
import { deleteBundle } from '@/lib/bundles/delete';
import type { DeletionResult } from '@/lib/bundles/schemas';
import type { Database } from '@/lib/db/client';
import type { Context } from '@/lib/db/context';
import { ingestBundle } from '@/lib/ingest/ingest-bundle';
import { replayRecords } from '@/lib/jobs/replay-records';
import { DATA_DIR, type TestFolder } from './bundles';

/** Files of a bundle by name. */
export type BundleFiles = Readonly<Record<string, string | Buffer>>;

let written = 0;

/** Ingests files as one bundle of this name, and returns its id. */
export async function ingestNamed(
  ctx: Context,
  folder: TestFolder,
  name: string,
  files: BundleFiles,
): Promise<number> {
  written += 1;
  const root = path.join(String(written), name);
  for (const [file, content] of Object.entries(files)) await folder.write(path.join(root, file), content);
  const { id } = await createLocalBundle({
    ctx,
    input: { paths: [path.join(folder.path, root)], origin: 'cli' },
  });
  await ingestBundle(ctx, id, { dataDir: DATA_DIR });
  return id;
}

export function deleteNow(ctx: Context, id: number): Promise<DeletionResult> {
  return deleteBundle({ ctx, input: { id }, replay: replayRecords(DATA_DIR) });
}

/**
 * Everything that is kept of bundles, by names instead of serial numbers: what deleting must leave exactly as it
 * would be had the deleted bundle never come.
 *
 * `estimated`: bundles with files that were only known. The hours of such files are told from what stands in the
 * database for them, which leaves out records that one bundle holds twice, so they are not compared.
 */
export async function keptFootprint(db: Database, estimated: readonly string[] = []) {
  const query = async (sql: string, values: unknown[] = []) =>
    (await db.pool.query<Record<string, unknown>>(sql, values)).rows;
  const place = (table: string) => `
    join evidence_segment s on s.id = ${table}.segment_id
    join bundle_member m on m.id = s.member_id
    join bundle b on b.id = m.bundle_id and b.id = ${table}.bundle_id and b.id = s.bundle_id`;
  return {
    events: await query(
      `select e.event_id, e.event_time, e.record_hash, e.lacks, e.event_action, e.user_agent_original, b.name, m.path,
              s.member_offset + e.record_offset as "offset", e.record_length
         from event e ${place('e')} order by 1, 2`,
    ),
    conflicts: await query(
      `select c.event_id, c.event_time, c.record_hash, b.name, m.path, s.member_offset + c.record_offset as "offset"
         from event_conflict c ${place('c')} order by 1, 2, 3`,
    ),
    copies: await query(
      `select c.event_id, c.event_time, b.name, m.path, s.member_offset + c.record_offset as "offset"
         from event_copy c ${place('c')} order by 1, 2, 3, 4, 5`,
    ),
    hours: await query(
      `select b.name, a.account_id, a.region, a.hour, case when b.name <> all($1) then a.records end as records,
              a.events
         from activity_hour a join bundle b on b.id = a.bundle_id
        where b.name <> all($1) or a.events > 0 order by 1, 2, 3, 4`,
      [estimated],
    ),
    members: await query(
      `select b.name, m.path, m.status, m.envelope, m.sha256, m.content_sha256, m.content_bytes, m.header, m.lacks,
              m.kept_as, m.reason, m.bytes, m.records, m.inserted, m.duplicates, m.conflicts, m.skipped, m.errors,
              t.path as same_as
         from bundle_member m join bundle b on b.id = m.bundle_id left join bundle_member t on t.id = m.same_as
        order by 1, 2`,
    ),
    evidence: await query(
      `select b.name, m.path, s.member_offset, s.length, md5(s.data) as data
         from evidence_segment s join bundle_member m on m.id = s.member_id join bundle b on b.id = m.bundle_id
        order by 1, 2, 3`,
    ),
    digests: await query(
      `select b.name, m.path, d.body from digest d join bundle_member m on m.id = d.member_id
         join bundle b on b.id = m.bundle_id and b.id = d.bundle_id order by 1, 2`,
    ),
    problems: await query(
      `select b.name, p.member, p.kind, p.position, p.reason, p.count
         from ingest_problem p join bundle b on b.id = p.bundle_id order by 1, 2, 3, 4, 5`,
    ),
    bundles: await query(
      `select name, status, members, known, records, inserted, duplicates, conflicts, skipped, errors,
              case when name <> all($1) then first_event end as first, case when name <> all($1) then last_event end as last
         from bundle order by 1`,
      [estimated],
    ),
    strays: await query(
      `select 'event' as what, count(*) from event where bundle_id not in (select id from bundle)
        union all select 'copy', count(*) from event_copy where bundle_id not in (select id from bundle)
        union all select 'conflict', count(*) from event_conflict where bundle_id not in (select id from bundle)
        union all select 'segment', count(*) from evidence_segment where bundle_id not in (select id from bundle)
        union all select 'part', count(*) from evidence_original where bundle_id not in (select id from bundle)
        union all select 'hour', count(*) from activity_hour where bundle_id not in (select id from bundle)
        union all select 'copy without event', count(*) from event_copy c
                   where not exists (select from event e
                                      where e.event_id = c.event_id and e.event_time = c.event_time)
        order by 1`,
    ),
  };
}
