import type { Database } from '../db/client';
import type { Sighting } from './schemas';

/** Columns whose values can be looked up by an index. */
export type SightingColumn = 'user_identity_arn' | 'access_key_id' | 'source_address';

/** When a value was first and last seen in all events, and how often, in all and before the alert. */
export async function findSighting(
  db: Database,
  column: SightingColumn,
  value: string,
  before: Date,
): Promise<Sighting> {
  const { rows } = await db.pool.query<{
    first: Date | null;
    last: Date | null;
    events: number;
    before: number;
  }>(
    `select min(event_time) as first, max(event_time) as last, count(*) as events,
            count(*) filter (where event_time < $2) as before
       from event where ${column} = $1`,
    [value, before],
  );
  const row = rows[0];
  return {
    firstSeen: row?.first?.toISOString() ?? null,
    lastSeen: row?.last?.toISOString() ?? null,
    events: row?.events ?? 0,
    eventsBefore: row?.before ?? 0,
  };
}
