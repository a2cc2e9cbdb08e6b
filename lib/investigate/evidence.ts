import type { Database } from '../db/client';
import { eventCondition } from '../events/search';
import type { Finding } from './schemas';

/** The events behind a sentence, as the analyst can list them: every number counts exactly what its link shows. */
export interface Evidence {
  readonly query: string;
  readonly from: Date;
  readonly to: Date;
}

export function anyOf(parts: ReadonlyArray<string | null>): string {
  const present = parts.filter((part) => part !== null);
  return present.length === 1 ? (present[0] ?? '') : `(${present.join(' or ')})`;
}

export function allOf(...parts: readonly string[]): string {
  return parts.join(' and ');
}

async function select<Row extends object>(
  db: Database,
  evidence: Evidence,
  what: string,
  rest = '',
): Promise<Row[]> {
  const condition = eventCondition(evidence.query, evidence.from.toISOString(), evidence.to.toISOString());
  const { rows } = await db.pool.query<Row>(`select ${what} from event where ${condition.text} ${rest}`, [
    ...condition.values,
  ]);
  return rows;
}

export async function countEvents(db: Database, evidence: Evidence): Promise<number> {
  const [row] = await select<{ events: number }>(db, evidence, 'count(*) as events');
  return row?.events ?? 0;
}

export interface ActionCount {
  readonly action: string;
  readonly events: number;
}

/** How often each API was called, most often first. */
export function countActions(db: Database, evidence: Evidence): Promise<ActionCount[]> {
  return select<ActionCount>(
    db,
    evidence,
    `coalesce(event_action, 'an unnamed call') as action, count(*) as events`,
    'group by 1 order by 2 desc, 1',
  );
}

/** The latest event: when and by whom. */
export async function latestEvent(
  db: Database,
  evidence: Evidence,
): Promise<{ readonly at: Date; readonly arn: string | null } | null> {
  const [row] = await select<{ at: Date; arn: string | null }>(
    db,
    evidence,
    'event_time as at, user_identity_arn as arn',
    'order by event_time desc limit 1',
  );
  return row ?? null;
}

export async function firstEventTime(db: Database, evidence: Evidence): Promise<Date | null> {
  const [row] = await select<{ at: Date | null }>(db, evidence, 'min(event_time) as at');
  return row?.at ?? null;
}

/** Distinct values of one column, most events first. */
export function countValues(
  db: Database,
  evidence: Evidence,
  column: 'source_address' | 'source_geo_country_name' | 'source_as_organization_name' | 'user_identity_arn',
): Promise<Array<{ readonly value: string | null; readonly events: number }>> {
  return select(db, evidence, `${column} as value, count(*) as events`, 'group by 1 order by 2 desc, 1');
}

export function finding(
  stance: Finding['stance'],
  text: string,
  evidence: Evidence | null = null,
  count = 0,
): Finding {
  return {
    stance,
    text,
    events:
      evidence && count > 0
        ? { query: evidence.query, from: evidence.from.toISOString(), to: evidence.to.toISOString(), count }
        : null,
  };
}

/** `CreateUser (2), AttachUserPolicy and 3 more`. */
export function listActions(actions: readonly ActionCount[], shown = 5): string {
  const names = actions
    .slice(0, shown)
    .map(({ action, events }) => (events > 1 ? `${action} (${events})` : action));
  const rest = actions.length - names.length;
  if (rest > 0) return `${names.join(', ')} and ${rest} more`;
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}
