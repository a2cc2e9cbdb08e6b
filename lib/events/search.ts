import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { AppError } from '../errors';
import { parseKql } from '../kql';
import { kqlToSql } from '../kql/to-sql';
import { decodeCursor, type EventRecord, encodeCursor, ROW_COLUMNS, toEventRow } from './internal';
import { type EventPage, SearchEventsInput } from './schemas';

interface Condition {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The KQL and the range as one SQL condition. Throws a refusal that points at the character. */
export function eventCondition(query: string, from?: string, to?: string): Condition {
  const parsed = parseKql(query);
  if (!parsed.ok) {
    throw new AppError('invalid', parsed.message, {
      query: parsed.message,
      start: String(parsed.start),
      end: String(parsed.end),
    });
  }
  const { text, values } = kqlToSql(parsed.ast);
  const parts = [`(${text})`];
  const all: unknown[] = [...values];
  if (from) parts.push(`event_time >= $${all.push(from)}::timestamptz`);
  if (to) parts.push(`event_time < $${all.push(to)}::timestamptz`);
  return { text: parts.join(' and '), values: all };
}

/** Events that match a KQL query in a range, newest first unless told otherwise, keyset paged. */
export async function searchEvents({
  ctx,
  input,
}: {
  ctx: Context;
  input: SearchEventsInput;
}): Promise<EventPage> {
  assertCan(ctx.actor, 'read');
  const { query, from, to, order, cursor, limit } = SearchEventsInput.parse(input);
  const condition = eventCondition(query, from, to);
  const values = [...condition.values];
  const after = cursor ? decodeCursor(cursor) : null;
  if (cursor && !after)
    throw new AppError('invalid', 'The page cursor is not valid. Start from the first page.');
  const keyset = after
    ? `and (event_time, event_id) ${order === 'desc' ? '<' : '>'}
         ($${values.push(after.time)}::timestamptz, $${values.push(after.id)}::uuid)`
    : '';
  const [page, total] = await Promise.all([
    ctx.db.pool.query<EventRecord>(
      `select ${ROW_COLUMNS}
         from event
        where ${condition.text} ${keyset}
        order by event_time ${order}, event_id ${order}
        limit $${values.push(limit + 1)}`,
      values,
    ),
    ctx.db.pool.query<{ total: number }>(`select count(*) as total from event where ${condition.text}`, [
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
