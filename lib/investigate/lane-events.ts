import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { AppError } from '../errors';
import { decodeCursor, type EventRecord, encodeCursor, ROW_COLUMNS, toEventRow } from '../events/internal';
import type { EventPage } from '../events/schemas';
import { ListLaneEventsInput } from './schemas';
import { EVENT_KIND_SQL, LANES, loadSubject } from './subject';

/** The events behind a point or a stretch of a lane, oldest first. */
export async function listLaneEvents({
  ctx,
  input,
}: {
  ctx: Context;
  input: ListLaneEventsInput;
}): Promise<EventPage> {
  assertCan(ctx.actor, 'read');
  const { alertId, lane, kind, from, to, cursor, limit } = ListLaneEventsInput.parse(input);
  const subject = await loadSubject(ctx.db, alertId);
  const value = subject[lane];
  if (value === null) return { total: 0, events: [], nextCursor: null };
  const after = cursor ? decodeCursor(cursor) : null;
  if (cursor && !after)
    throw new AppError('invalid', 'The page cursor is not valid. Start from the first page.');
  const condition = `${LANES[lane].sql} and event_time >= $2::timestamptz and event_time < $3::timestamptz
    and ($4::text is null or ${EVENT_KIND_SQL} = $4)`;
  const shared = [value, from, to, kind ?? null];
  const [page, total] = await Promise.all([
    ctx.db.pool.query<EventRecord>(
      `select ${ROW_COLUMNS} from event
        where ${condition} and ($5::timestamptz is null or (event_time, event_id) > ($5, $6::uuid))
        order by event_time, event_id
        limit $7`,
      [...shared, after?.time ?? null, after?.id ?? null, limit + 1],
    ),
    ctx.db.pool.query<{ total: number }>(`select count(*) as total from event where ${condition}`, shared),
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
