import type { Database } from '../db/client';
import { AppError } from '../errors';
import { decodeCursor, type EventRecord, encodeCursor, ROW_COLUMNS, toEventRow } from './internal';
import type { EventPage } from './schemas';

/** A condition over `event`, its values numbered from `$1`. */
export interface EventCondition {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface PageRequest {
  readonly order: 'asc' | 'desc';
  readonly cursor: string | undefined;
  readonly limit: number;
}

/** One page of the events that meet a condition, by time and id, and how many there are in all. Keyset paged. */
export async function pageEvents(
  db: Database,
  condition: EventCondition,
  { order, cursor, limit }: PageRequest,
): Promise<EventPage> {
  const after = cursor ? decodeCursor(cursor) : null;
  if (cursor && !after) {
    throw new AppError('invalid', 'The page cursor is not valid. Start from the first page.');
  }
  const values = [...condition.values];
  const keyset = after
    ? `and (event_time, event_id) ${order === 'desc' ? '<' : '>'}
         ($${values.push(after.time)}::timestamptz, $${values.push(after.id)}::uuid)`
    : '';
  const [page, total] = await Promise.all([
    db.pool.query<EventRecord>(
      `select ${ROW_COLUMNS}
         from event
        where ${condition.text} ${keyset}
        order by event_time ${order}, event_id ${order}
        limit $${values.push(limit + 1)}`,
      values,
    ),
    db.pool.query<{ total: number }>(`select count(*) as total from event where ${condition.text}`, [
      ...condition.values,
    ]),
  ]);
  const events = page.rows.slice(0, limit).map(toEventRow);
  const last = events.at(-1);
  const more = page.rows.length > limit && last;
  return {
    total: total.rows[0]?.total ?? 0,
    events,
    nextCursor: more ? encodeCursor({ time: last.eventTime, id: last.eventId }) : null,
  };
}
