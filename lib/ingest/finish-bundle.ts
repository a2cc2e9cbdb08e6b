import type pg from 'pg';
import { withTransaction } from '../db/with-transaction';
import { COUNTERS } from './progress';

/**
 * A small member that could not be unpacked whole was read as a stream, under another id than the one that members with
 * the same bytes were told.
 */
const FIND_EQUALS_SQL = `
  update bundle_member k set same_as = t.id
    from (select sha256, min(id) as id from bundle_member
           where status = 'done' and sha256 in (select sha256 from bundle_member where bundle_id = $1 and status = 'known')
           group by sha256) t
   where k.bundle_id = $1 and k.status = 'known' and k.sha256 = t.sha256
     and not exists (select from bundle_member m where m.id = k.same_as)`;

/** Members that were not read take over what the member with the same bytes gave: all of it is there already. */
const COUNT_KNOWN_SQL = `
  update bundle_member k
     set envelope = t.envelope, content_sha256 = t.content_sha256, content_bytes = t.content_bytes,
         header = t.header, lacks = t.lacks, records = t.records, skipped = t.skipped, errors = t.errors,
         duplicates = t.inserted + t.duplicates, conflicts = t.conflicts
    from bundle_member t
   where k.bundle_id = $1 and k.status = 'known' and t.id = k.same_as`;

/** What could not be read there could not be read here either, and is told by the name it has here. */
const KNOWN_PROBLEMS_SQL = `
  insert into ingest_problem (bundle_id, member, kind, position, reason, count)
  select k.bundle_id, k.path, p.kind, p.position, p.reason, p.count
    from bundle_member k
    join bundle_member t on t.id = k.same_as
    join ingest_problem p on p.bundle_id = t.bundle_id and p.member = t.path
   where k.bundle_id = $1 and k.status = 'known'
   order by k.id, p.id`;

const ADD_KNOWN_SQL = `
  update bundle
     set ${COUNTERS.map((counter) => `${counter} = bundle.${counter} + added.${counter}`).join(', ')}
    from (select ${COUNTERS.map((counter) => `coalesce(sum(${counter}), 0) as ${counter}`).join(', ')}
            from bundle_member where bundle_id = $1 and status = 'known') added
   where bundle.id = $1`;

/** Their hours, from the events, copies and conflicts that lie in the evidence of those they equal. */
const KNOWN_HOURS_SQL = `
  with segments as (
    select s.id, count(*) as times
      from bundle_member k join evidence_segment s on s.member_id = k.same_as
     where k.bundle_id = $1 and k.status = 'known' group by s.id
  ), span as (
    select min(b.first_event) as first, max(b.last_event) as last
      from bundle_member k join bundle_member t on t.id = k.same_as join bundle b on b.id = t.bundle_id
     where k.bundle_id = $1 and k.status = 'known'
  ), held as (
    select e.cloud_account_id, e.cloud_region, e.event_time, s.times
      from span, event e join segments s on s.id = e.segment_id
     where e.event_time between span.first and span.last
     union all
    select e.cloud_account_id, e.cloud_region, e.event_time, s.times
      from event_copy c join segments s on s.id = c.segment_id
      join event e on e.event_id = c.event_id and e.event_time = c.event_time
     union all
    select e.cloud_account_id, e.cloud_region, e.event_time, s.times
      from event_conflict c join segments s on s.id = c.segment_id
      join event e on e.event_id = c.event_id and e.event_time = c.event_time
  ), hours as (
    insert into activity_hour (bundle_id, account_id, region, hour, records, events)
    select $1, coalesce(cloud_account_id, ''), coalesce(cloud_region, ''), date_trunc('hour', event_time, 'UTC'),
           sum(times), 0
      from held group by 2, 3, 4
    on conflict (bundle_id, account_id, region, hour) do update set records = activity_hour.records + excluded.records
  )
  update bundle set first_event = least(first_event, h.first), last_event = greatest(last_event, h.last)
    from (select min(event_time) as first, max(event_time) as last from held) h where bundle.id = $1`;

/** Ends the ingest of a bundle: once, whatever was interrupted before. */
export async function finishBundle(pool: pg.Pool, bundleId: number, bytesTotal: number): Promise<void> {
  await withTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `update bundle set status = 'done', finished_at = clock_timestamp(), bytes_read = $2, bytes_total = $2
        where id = $1 and status = 'running'`,
      [bundleId, bytesTotal],
    );
    if (rowCount === 0) return;
    await client.query(FIND_EQUALS_SQL, [bundleId]);
    const known = await client.query(COUNT_KNOWN_SQL, [bundleId]);
    if (known.rowCount === 0) return;
    await client.query(KNOWN_PROBLEMS_SQL, [bundleId]);
    await client.query(ADD_KNOWN_SQL, [bundleId]);
    await client.query(KNOWN_HOURS_SQL, [bundleId]);
  });
}
