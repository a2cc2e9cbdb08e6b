import type pg from 'pg';

/**
 * What a deletion works with, as temporary tables of its transaction.
 *
 * `gone`: the bundle's events, removed already.
 * `heir`: for a member of the bundle whose bytes came again elsewhere, the first member that had them then.
 * `heir_hour`: what the heirs' hours were told when their bytes were only known.
 * `replay_place`: records of other bundles, under an id and time that lost something, which have to be settled anew.
 */
const PLAN = [
  `create temp table heir on commit drop as
   select distinct on (known.same_as) known.same_as as member_id, known.id as heir_id, known.bundle_id as heir_bundle_id
     from bundle_member known join bundle_member member on member.id = known.same_as
    where member.bundle_id = $1 and known.bundle_id <> $1 and known.status = 'known'
    order by known.same_as, known.bundle_id, known.id`,
  `create temp table heir_hour on commit drop as
   with segments as (
     select segment.id, heir.heir_bundle_id as bundle_id
       from heir join evidence_segment segment on segment.member_id = heir.member_id
       join bundle on bundle.id = heir.heir_bundle_id and bundle.status = 'done'
   ), span as (
     select first_event, last_event from bundle where id = $1
   ), held as (
     select segments.bundle_id, event.cloud_account_id, event.cloud_region, event.event_time
       from span, event join segments on segments.id = event.segment_id
      where event.event_time between span.first_event and span.last_event
     union all
     select segments.bundle_id, event.cloud_account_id, event.cloud_region, event.event_time
       from event_copy copy join segments on segments.id = copy.segment_id
       join event on event.event_id = copy.event_id and event.event_time = copy.event_time
   )
   select bundle_id, coalesce(cloud_account_id, '') as account_id, coalesce(cloud_region, '') as region,
          date_trunc('hour', event_time, 'UTC') as hour, count(*) as records
     from held group by 1, 2, 3, 4`,
  `create temp table gone (event_id uuid, event_time timestamptz(3), record_hash bigint) on commit drop`,
  `with removed as (
     delete from event using bundle
      where bundle.id = $1 and event.bundle_id = $1
        and event.event_time between bundle.first_event and bundle.last_event
     returning event.event_id, event.event_time, event.record_hash
   )
   insert into gone select * from removed`,
  `create temp table replay_place on commit drop as
   with touched as (
     select event_id, event_time from gone
     union
     select event_id, event_time from event_conflict where bundle_id = $1
   ), place as (
     select copy.event_id, copy.event_time, copy.bundle_id, copy.segment_id, copy.record_offset, copy.record_length,
            'duplicates' as counted_as
       from event_copy copy join touched using (event_id, event_time) where copy.bundle_id <> $1
     union all
     select conflict.event_id, conflict.event_time, conflict.bundle_id, conflict.segment_id, conflict.record_offset,
            conflict.record_length, 'conflicts'
       from event_conflict conflict join touched using (event_id, event_time) where conflict.bundle_id <> $1
   )
   select place.*, segment.member_id, segment.member_offset
     from place join evidence_segment segment on segment.id = place.segment_id`,
  `delete from event_copy copy using replay_place place
    where copy.event_id = place.event_id and copy.event_time = place.event_time
      and copy.segment_id = place.segment_id and copy.record_offset = place.record_offset`,
  `delete from event_conflict conflict using replay_place place
    where conflict.event_id = place.event_id and conflict.event_time = place.event_time
      and conflict.segment_id = place.segment_id and conflict.record_offset = place.record_offset`,
  `delete from event_copy where bundle_id = $1`,
];

/** Takes the bundle's records away, and finds out what of other bundles depends on them. Returns its conflicts. */
export async function planDeletion(client: pg.PoolClient, bundleId: number): Promise<number> {
  for (const text of PLAN) await client.query(text, text.includes('$1') ? [bundleId] : []);
  for (const table of ['gone', 'heir', 'replay_place']) await client.query(`analyze ${table}`);
  const { rowCount } = await client.query('delete from event_conflict where bundle_id = $1', [bundleId]);
  return rowCount ?? 0;
}

const HAND_OVER = [
  `update evidence_segment segment set member_id = heir.heir_id, bundle_id = heir.heir_bundle_id
     from heir where segment.member_id = heir.member_id`,
  `update evidence_original original set member_id = heir.heir_id, bundle_id = heir.heir_bundle_id
     from heir where original.member_id = heir.member_id`,
  `update digest set member_id = heir.heir_id, bundle_id = heir.heir_bundle_id
     from heir where digest.member_id = heir.member_id`,
  `update bundle_member own
      set status = member.status, same_as = null, envelope = member.envelope, content_sha256 = member.content_sha256,
          content_bytes = member.content_bytes, header = member.header, lacks = member.lacks,
          kept_as = member.kept_as, reason = member.reason, records = member.records, skipped = member.skipped,
          errors = member.errors, inserted = 0, duplicates = 0, conflicts = 0
     from heir join bundle_member member on member.id = heir.member_id
    where own.id = heir.heir_id`,
  `update bundle_member known set same_as = heir.heir_id
     from heir, bundle_member member
    where known.same_as = heir.member_id and known.id <> heir.heir_id
      and member.id = heir.member_id and known.bundle_id <> member.bundle_id`,
  `update activity_hour a set records = a.records - h.records
     from heir_hour h
    where (a.bundle_id, a.account_id, a.region, a.hour) = (h.bundle_id, h.account_id, h.region, h.hour)`,
];

/** Gives the evidence of members whose bytes came again to the first member that had them then. */
export async function handOver(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ heirs: number }>('select count(*) as heirs from heir');
  const heirs = rows[0]?.heirs ?? 0;
  if (heirs > 0) for (const text of HAND_OVER) await client.query(text);
  return heirs;
}

const REMOVE = [
  'delete from evidence_segment where bundle_id = $1',
  'delete from evidence_original where bundle_id = $1',
  'delete from activity_hour where bundle_id = $1',
  // Members, problems, digests and remembered S3 objects hang on it.
  'delete from bundle where id = $1',
];

/** Removes what is left of the bundle. */
export async function removeBundle(client: pg.PoolClient, bundleId: number): Promise<void> {
  for (const text of REMOVE) await client.query(text, [bundleId]);
}
