import type { Database } from '../db/client';
import { type LocationRecord, locationColumns, locationJoins, toLocation } from './record-location';
import type { EventHolding, RecordLocation } from './schemas';

interface EventKey {
  readonly eventId: string;
  readonly eventTime: string;
}

/** Where the record of an event lies. Null when there is no such event. */
export async function findLocation(db: Database, key: EventKey): Promise<RecordLocation | null> {
  const { rows } = await db.pool.query<LocationRecord<''>>(
    `select ${locationColumns('', 'event')}
       from event ${locationJoins('', 'event')}
      where event.event_id = $1::uuid and event.event_time = $2::timestamptz`,
    [key.eventId, key.eventTime],
  );
  const row = rows[0];
  return row ? toLocation(row) : null;
}

/**
 * Every other place that holds the same record: copies that were dropped as duplicates, and files that came again
 * byte for byte. Lists at most `limit`; `total` counts all.
 */
export async function listHoldings(
  db: Database,
  key: EventKey,
  limit: number,
): Promise<{ readonly total: number; readonly holdings: readonly EventHolding[] }> {
  const { rows } = await db.pool.query<LocationRecord<''> & { same_file: boolean; total: number }>(
    `with place as (
       select segment_id, record_offset, record_length, true as is_event
         from event where event_id = $1::uuid and event_time = $2::timestamptz
       union all
       select segment_id, record_offset, record_length, false
         from event_copy where event_id = $1::uuid and event_time = $2::timestamptz
     ), held as (
       select ${locationColumns('', 'place')}, place.is_event
         from place ${locationJoins('', 'place')}
     ), known as (
       select bundle.id as bundle_id, bundle.name as bundle_name, member.id as member_id, member.path as member,
              held."offset", held.length
         from held
         join bundle_member member on member.same_as = held.member_id and member.status = 'known'
         join bundle on bundle.id = member.bundle_id
     ), every as (
       select bundle_id, bundle_name, member_id, member, "offset", length, false as same_file
         from held where not is_event
       union all
       select *, true from known
     )
     select *, count(*) over () as total from every order by bundle_id, member_id, "offset" limit $3`,
    [key.eventId, key.eventTime, limit],
  );
  return {
    total: rows[0]?.total ?? 0,
    holdings: rows.map((row) => ({ ...toLocation(row), sameFile: row.same_file })),
  };
}
