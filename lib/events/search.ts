import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { AppError } from '../errors';
import { parseKql } from '../kql';
import { kqlToSql } from '../kql/to-sql';
import { type EventCondition, pageEvents } from './page';
import { type EventPage, SearchEventsInput } from './schemas';

/** The KQL and the range as one SQL condition. Throws a refusal that points at the character. */
export function eventCondition(query: string, from?: string, to?: string, bundle?: number): EventCondition {
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
  if (bundle !== undefined) parts.push(`bundle_id = $${all.push(bundle)}`);
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
  const { query, from, to, bundle, order, cursor, limit } = SearchEventsInput.parse(input);
  return pageEvents(ctx.db, eventCondition(query, from, to, bundle), { order, cursor, limit });
}
