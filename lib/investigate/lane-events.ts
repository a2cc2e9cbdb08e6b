import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { pageEvents } from '../events/page';
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
  const condition = {
    text: `${LANES[lane].sql} and event_time >= $2::timestamptz and event_time < $3::timestamptz
      and ($4::text is null or ${EVENT_KIND_SQL} = $4)`,
    values: [value, from, to, kind ?? null],
  };
  return pageEvents(ctx.db, condition, { order: 'asc', cursor, limit });
}
