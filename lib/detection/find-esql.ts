import type pg from 'pg';
import { describeEsql, type EsqlDescription, type EsqlQuery } from '../esql';
import { type EsqlSql, type EsqlSqlColumn, esqlToSql } from '../esql/to-sql';
import type { EsqlRule } from '../rules/definition';
import { parseDurationMs, parseLookbackMs } from '../time';
import { byTime, type Find } from './alert-row';
import { eligibleSql } from './eligible';
import { termsHash } from './terms-hash';

interface EventColumns {
  readonly event_id: string;
  readonly event_time: Date;
  readonly event_count: number;
  readonly first_event_time: Date;
  readonly event_ids?: readonly string[];
  readonly event_times?: readonly Date[];
}

/** The query's own columns are called c1, c2, … */
type Row = EventColumns & Readonly<Record<string, unknown>>;

/** Fields a rule of ES|QL has to know of an event. */
export function esqlNeeds({ esql }: EsqlRule): readonly string[] {
  return describeEsql(esql).fields;
}

/** Everything a rule of ES|QL ever finds, oldest first. */
export async function findEsql(pool: pg.Pool, rule: EsqlRule): Promise<readonly Find[]> {
  const described = describeEsql(rule.esql);
  return described.isAggregating ? findGroups(pool, rule, described) : findRows(pool, rule, described);
}

/** SQL of the first execution that sees an event of this time: they lie at whole multiples of the interval since 1970. */
function executionSql(time: string, { interval }: EsqlRule): string {
  const seconds = (parseDurationMs(interval) ?? 0) / 1000;
  return `to_timestamp(ceil(extract(epoch from ${time}) / ${seconds}) * ${seconds})`;
}

/** A query without STATS judges each event by itself, at the execution that sees it first. */
async function findRows(
  pool: pg.Pool,
  rule: EsqlRule,
  { fields }: EsqlDescription,
): Promise<readonly Find[]> {
  const statement = esqlToSql(rule.esql, {
    source: `(select * from event where ${eligibleSql('$1::text[]')})`,
    now: executionSql('s.event_time', rule),
    startIndex: 2,
  });
  const { rows } = await pool.query<Row>(statement.text, [fields, ...statement.values]);
  return distinctFinds(rows.map((row) => toFind(row, statement, [])));
}

/**
 * A query with STATS sees (t - look-back, t] at each execution t. Executions that see an event for the first time are
 * looked at: which, the commands before STATS decide. Elastic makes an alert of every row of every execution; here a
 * group whose latest event is the same is the same find, as its first execution tells it.
 */
async function findGroups(
  pool: pg.Pool,
  rule: EsqlRule,
  { fields, groupBy }: EsqlDescription,
): Promise<readonly Find[]> {
  const lookback = `interval '${parseLookbackMs(rule.from) ?? 0} milliseconds'`;
  const before = esqlToSql(beforeStats(rule.esql), {
    source: `(select * from event where ${eligibleSql('$1::text[]')})`,
    now: executionSql('s.event_time', rule),
    startIndex: 2,
  });
  const statement = esqlToSql(rule.esql, {
    source: `(select * from event where event_time > execution.at - ${lookback} and event_time <= execution.at
               and ${eligibleSql('$1::text[]')})`,
    now: 'execution.at',
    startIndex: 2 + before.values.length,
  });
  const { rows } = await pool.query<Row>(
    `with execution as materialized (
       select distinct ${executionSql('seen.event_time', rule)} as at from (${before.text}) as seen
     )
     select found.* from execution cross join lateral (${statement.text}) as found
      where found.event_id is not null
      order by execution.at`,
    [fields, ...before.values, ...statement.values],
  );
  const keys = statement.columns.filter(({ name }) => groupBy.includes(name));
  return distinctFinds(rows.map((row) => toFind(row, statement, keys)));
}

function beforeStats(query: EsqlQuery): EsqlQuery {
  const end = query.commands.findIndex(({ kind }) => kind === 'stats');
  return { ...query, commands: query.commands.slice(0, end) };
}

function toFind(row: Row, { columns, isAggregating }: EsqlSql, keys: readonly EsqlSqlColumn[]): Find {
  const { event_ids: ids = [row.event_id], event_times: times = [row.event_time] } = row;
  return {
    eventId: row.event_id,
    eventTime: row.event_time,
    termsHash: termsHash(['esql', ...keys.map(({ sqlName }) => JSON.stringify(row[sqlName] ?? null))]),
    newTerms: [],
    evidence: isAggregating
      ? {
          type: 'aggregate',
          columns: columns.flatMap(({ name, sqlName }) => {
            const value = row[sqlName];
            return value === null || value === undefined ? [] : [{ name, values: textsOf(value) }];
          }),
          count: row.event_count,
          from: row.first_event_time.toISOString(),
          to: row.event_time.toISOString(),
          events: ids.map((eventId, index) => ({
            eventId,
            eventTime: (times[index] ?? row.event_time).toISOString(),
          })),
        }
      : null,
  };
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return [value instanceof Date ? value.toISOString() : String(value)];
}

/** One find per group and latest event, by time, then id. */
function distinctFinds(finds: readonly Find[]): readonly Find[] {
  const distinct = new Map<string, Find>();
  for (const find of finds) {
    const key = `${find.termsHash} ${find.eventId}`;
    if (!distinct.has(key)) distinct.set(key, find);
  }
  return [...distinct.values()].sort(byTime);
}
