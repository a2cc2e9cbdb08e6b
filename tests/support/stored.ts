import type { Database } from '@/lib/db/client';
import { loadWholeEvents } from '@/lib/events/load-whole';
import { unpackSegment } from '@/lib/events/read-evidence';

/** Every stored event by id, as the record it came in. */
export async function storedRecords(db: Database): Promise<Map<string, string>> {
  const { rows } = await db.pool.query<{ event_id: string; event_time: Date }>(
    'select event_id, event_time from event',
  );
  const whole = await loadWholeEvents(
    db,
    rows.map((row) => ({ eventId: row.event_id, eventTime: row.event_time.toISOString() })),
  );
  return new Map(whole.map(({ eventId, raw }) => [eventId, raw]));
}

/** The bytes of a member as its evidence has them, segment after segment. Fails when they do not join up. */
export async function evidenceOf(db: Database, member: string): Promise<Buffer> {
  const { rows } = await db.pool.query<{
    member_offset: number;
    length: number;
    codec: string;
    data: Buffer;
  }>(
    `select s.member_offset, s.length, s.codec, s.data
       from evidence_segment s join bundle_member m on m.id = s.member_id
      where m.path = $1 order by s.member_offset`,
    [member],
  );
  let end = 0;
  const parts: Buffer[] = [];
  for (const { member_offset, length, codec, data } of rows) {
    const bytes = await unpackSegment(codec, data);
    if (member_offset !== end || bytes.length !== length) throw new Error(`A gap in the evidence at ${end}.`);
    end += length;
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** Everything an ingest leaves behind that must not depend on how it went: rows without their serial numbers. */
export async function ingestFootprint(db: Database) {
  const query = async (sql: string) => (await db.pool.query(sql)).rows;
  return {
    events: await query('select event_id, event_time, record_hash, event_action from event order by 1, 2'),
    conflicts: await query('select event_id, event_time, record_hash from event_conflict order by 1, 2, 3'),
    hours: await query(
      'select account_id, region, hour, sum(records), sum(events) from activity_hour group by 1, 2, 3 order by 1, 2, 3',
    ),
    members: await query(
      `select path, envelope, status, sha256, bytes, records, inserted, duplicates, conflicts, skipped, errors, reason
         from bundle_member order by path`,
    ),
    problems: await query(
      'select member, kind, position, reason, sum(count) from ingest_problem group by 1, 2, 3, 4 order by 1, 2, 3, 4',
    ),
    bundles: await query(
      `select status, members, records, inserted, duplicates, conflicts, skipped, errors, first_event, last_event,
              bytes_total, bytes_read
         from bundle order by id`,
    ),
  };
}

/**
 * The same, but for what depends on which of two threads was faster: of records with one key that lie in different
 * tasks the first to be written is the event, the others are duplicates or conflicts.
 */
export async function ingestOutcome(db: Database) {
  const { events, conflicts, members, ...rest } = await ingestFootprint(db);
  const keyOf = (row: { event_id: string; event_time: Date; record_hash: number }) =>
    `${row.event_id} ${row.event_time.toISOString()} ${row.record_hash}`;
  return {
    ...rest,
    events: events.length,
    conflicts: conflicts.length,
    records: [...events, ...conflicts].map(keyOf).sort(),
    members: members.map(({ inserted, duplicates, conflicts: differing, ...member }) => ({
      ...member,
      events: inserted + duplicates + differing,
    })),
  };
}
