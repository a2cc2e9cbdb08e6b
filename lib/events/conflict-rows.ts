import type { Database } from '../db/client';
import { type LocationRecord, locationColumns, locationJoins, toLocation } from './record-location';
import type { EventConflictRow } from './schemas';

type ConflictRecord = LocationRecord<'own_'> &
  LocationRecord<'other_'> & {
    readonly id: number;
    readonly event_id: string;
    readonly event_time: Date;
    readonly event_action: string | null;
    readonly event_provider: string | null;
    readonly own_segment_id: number;
    readonly other_segment_id: number;
    readonly own_start: number;
    readonly other_start: number;
  };

/** A conflict, and where in their segments its two records lie. */
export interface PlacedConflict {
  readonly row: EventConflictRow;
  readonly event: SegmentPlace;
  readonly other: SegmentPlace;
}

export interface SegmentPlace {
  readonly segmentId: number;
  readonly offset: number;
  readonly length: number;
}

const FROM = `
  from event_conflict conflict
  join event on event.event_id = conflict.event_id and event.event_time = conflict.event_time`;

export interface ConflictCondition {
  /** Over `conflict` and `event`, values numbered from `$1`. */
  readonly text: string;
  readonly values: readonly unknown[];
}

export async function countConflicts(db: Database, { text, values }: ConflictCondition): Promise<number> {
  const { rows } = await db.pool.query<{ total: number }>(`select count(*) as total ${FROM} where ${text}`, [
    ...values,
  ]);
  return rows[0]?.total ?? 0;
}

/** Conflicts that meet a condition, in the order in which they were found. */
export async function readConflicts(
  db: Database,
  { text, values }: ConflictCondition,
  limit: number,
): Promise<PlacedConflict[]> {
  const { rows } = await db.pool.query<ConflictRecord>(
    `select conflict.id, conflict.event_id, conflict.event_time, event.event_action, event.event_provider,
            event.segment_id as own_segment_id, event.record_offset as own_start,
            conflict.segment_id as other_segment_id, conflict.record_offset as other_start,
            ${locationColumns('own_', 'event')}, ${locationColumns('other_', 'conflict')}
       ${FROM} ${locationJoins('own_', 'event')} ${locationJoins('other_', 'conflict')}
      where ${text}
      order by conflict.id
      limit $${values.length + 1}`,
    [...values, limit],
  );
  return rows.map(toPlaced);
}

function toPlaced(row: ConflictRecord): PlacedConflict {
  const event = toLocation({
    bundle_id: row.own_bundle_id,
    bundle_name: row.own_bundle_name,
    member_id: row.own_member_id,
    member: row.own_member,
    offset: row.own_offset,
    length: row.own_length,
  });
  const other = toLocation({
    bundle_id: row.other_bundle_id,
    bundle_name: row.other_bundle_name,
    member_id: row.other_member_id,
    member: row.other_member,
    offset: row.other_offset,
    length: row.other_length,
  });
  return {
    row: {
      id: row.id,
      eventId: row.event_id,
      eventTime: row.event_time.toISOString(),
      action: row.event_action,
      provider: row.event_provider,
      event,
      other,
    },
    event: { segmentId: row.own_segment_id, offset: row.own_start, length: row.own_length },
    other: { segmentId: row.other_segment_id, offset: row.other_start, length: row.other_length },
  };
}
