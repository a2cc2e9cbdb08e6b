import type pg from 'pg';
import type { AlertHistory } from '../alerts/schemas';
import { HOUR_MS } from '../time';

/** What the history of one alert is asked about. */
export interface HistoryQuestion {
  /** Key to find the answer by. */
  readonly key: string;
  readonly accountId: string;
  readonly eventTime: Date;
  readonly matchingBefore: number;
  readonly terms: ReadonlyArray<{
    readonly field: string;
    readonly value: string;
    readonly matchedAt: Date | null;
  }>;
}

interface CoverageRow {
  readonly key: string;
  readonly first_event: Date | null;
  readonly events: number;
  readonly hours_with_data: number;
}

/**
 * How much of the account's history lies in [event_time - window, event_time).
 *
 * Whole hours come from `activity_hour`; the cut hours at both ends are counted in `event`, so that the numbers are
 * exact whatever the size of the window.
 */
const COVERAGE_SQL = `
  with asked as (
    select key, account, at, at - $4::interval as since
      from unnest($1::text[], $2::text[], $3::timestamptz[]) as q (key, account, at)
  ), whole as (
    select asked.key, min(hour) as first_hour, coalesce(sum(events), 0) as events, count(distinct hour) as hours
      from asked
      left join activity_hour on account_id = account and events > 0
           and hour >= date_trunc('hour', since, 'UTC') + interval '1 hour'
           and hour < date_trunc('hour', at, 'UTC')
     group by asked.key
  )
  select asked.key,
         (coalesce(edge_old.events, 0) + whole.events + coalesce(edge_new.events, 0))::bigint as events,
         whole.hours + (coalesce(edge_old.events, 0) > 0)::int as hours_with_data,
         coalesce(edge_old.first_event, first_whole.first_event, edge_new.first_event) as first_event
    from asked
    join whole using (key)
    left join lateral (
      select count(*) as events, min(event_time) as first_event
        from event
       where event_time >= since
         and event_time < least(at, date_trunc('hour', since, 'UTC') + interval '1 hour')
         and coalesce(cloud_account_id, '') = account
    ) edge_old on true
    left join lateral (
      select min(event_time) as first_event
        from event
       where event_time >= first_hour and event_time < first_hour + interval '1 hour'
         and coalesce(cloud_account_id, '') = account
    ) first_whole on true
    left join lateral (
      select count(*) as events, min(event_time) as first_event
        from event
       where event_time >= greatest(date_trunc('hour', at, 'UTC'), date_trunc('hour', since, 'UTC') + interval '1 hour')
         and event_time < at
         and coalesce(cloud_account_id, '') = account
    ) edge_new on true`;

/** Where a value first occurs. Each is phrased for its index: a bare `min` would walk through time until it is met. */
const FIRST_BY_COLUMN = {
  'aws.cloudtrail.user_identity.arn': firstBy('user_identity_arn'),
  'aws.cloudtrail.user_identity.access_key_id': firstBy('access_key_id'),
  'source.address': firstBy('source_address'),
} as const;
const FIRST_BY_HOST = `select min(event_time + interval '0') as first_seen from event where related_hosts @> array[asked.value]`;

function firstBy(column: string): string {
  return `select event_time as first_seen from event where ${column} = asked.value order by ${column}, event_time limit 1`;
}

function isInstanceId(value: string): boolean {
  return /^i-[0-9a-f]{8,17}$/.test(value);
}

/** When each value first occurs in any event, whatever the query: only where an index answers it. */
async function firstSeen(
  pool: pg.Pool,
  first: string,
  values: readonly string[],
): Promise<Map<string, Date>> {
  const { rows } = await pool.query<{ value: string; first_seen: Date | null }>(
    `select asked.value, seen.first_seen
       from unnest($1::text[]) as asked (value)
       left join lateral (${first}) seen on true`,
    [values],
  );
  return new Map(rows.flatMap((row) => (row.first_seen ? [[row.value, row.first_seen]] : [])));
}

async function firstSeenOf(
  pool: pg.Pool,
  questions: readonly HistoryQuestion[],
): Promise<(field: string, value: string) => Date | null> {
  const byQuery = new Map<string, Set<string>>();
  const queryFor = (field: string, value: string): string | null =>
    (FIRST_BY_COLUMN as Readonly<Record<string, string>>)[field] ??
    (isInstanceId(value) ? FIRST_BY_HOST : null);
  for (const { field, value } of questions.flatMap((question) => question.terms)) {
    const first = queryFor(field, value);
    if (!first) continue;
    const values = byQuery.get(first) ?? new Set();
    byQuery.set(first, values.add(value));
  }
  const found = new Map<string, Map<string, Date>>();
  for (const [first, values] of byQuery) {
    found.set(first, await firstSeen(pool, first, [...values]));
  }
  return (field, value) => found.get(queryFor(field, value) ?? '')?.get(value) ?? null;
}

function toHistory(
  question: HistoryQuestion,
  row: CoverageRow | undefined,
  windowMs: number,
  firstSeenAt: (field: string, value: string) => Date | null,
): AlertHistory {
  const at = question.eventTime.getTime();
  const first = row?.first_event?.getTime() ?? at;
  const hoursBetween = Math.floor(at / HOUR_MS) - Math.floor(first / HOUR_MS);
  return {
    windowHours: windowMs / HOUR_MS,
    spanHours: Math.round(((at - first) / HOUR_MS) * 100) / 100,
    events: row?.events ?? 0,
    matchingEvents: question.matchingBefore,
    hoursWithoutData: Math.max(0, hoursBetween - (row?.hours_with_data ?? 0)),
    // The window starts inside an hour: data that begins within the first hour of it counts as whole.
    coldStart: at - first < windowMs - HOUR_MS,
    lastSeen: question.terms.map(({ field, value, matchedAt }) => {
      const seen = firstSeenAt(field, value);
      return {
        field,
        value,
        matchedAt: matchedAt?.toISOString() ?? null,
        firstSeenAt: seen && seen.getTime() < at ? seen.toISOString() : null,
      };
    }),
  };
}

/** The evidence behind "new", for many alerts in a handful of queries. */
export async function answerHistory(
  pool: pg.Pool,
  questions: readonly HistoryQuestion[],
  windowMs: number,
): Promise<Map<string, AlertHistory>> {
  if (questions.length === 0) return new Map();
  const { rows } = await pool.query<CoverageRow>(COVERAGE_SQL, [
    questions.map((question) => question.key),
    questions.map((question) => question.accountId),
    questions.map((question) => question.eventTime.toISOString()),
    `${windowMs} milliseconds`,
  ]);
  const coverage = new Map(rows.map((row) => [row.key, row]));
  const firstSeenAt = await firstSeenOf(pool, questions);
  return new Map(
    questions.map((question) => [
      question.key,
      toHistory(question, coverage.get(question.key), windowMs, firstSeenAt),
    ]),
  );
}
