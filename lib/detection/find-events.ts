import type pg from 'pg';
import type { KqlSql } from '../kql/to-sql';
import type { QueryRule } from '../rules/definition';
import { parseDurationMs } from '../time';
import type { Find } from './alert-row';
import { eligibleSql } from './eligible';
import type { EvaluationRange } from './range';

/** Every find of an event is the same find: the rule has no terms to tell two apart. */
const NO_TERMS = 'event';

interface Row {
  readonly event_id: string | null;
  readonly event_time: Date;
  readonly matched: number;
  readonly capped: number;
}

/** Events that match and have no alert of the rule yet, the earliest `max_signals` of each interval. */
export async function findEvents(
  pool: pg.Pool,
  rule: Pick<QueryRule, 'ruleId' | 'interval' | 'maxSignals'>,
  condition: KqlSql,
  needed: readonly string[],
  range: EvaluationRange,
): Promise<{ readonly matched: number; readonly capped: number; readonly finds: readonly Find[] }> {
  const values: unknown[] = [...condition.values];
  const intervalSeconds = `$${values.push((parseDurationMs(rule.interval) ?? 0) / 1000)}::float8`;
  const ruleId = `$${values.push(rule.ruleId)}::text`;
  const from = `$${values.push(range.from)}::timestamptz`;
  const to = `$${values.push(range.to)}::timestamptz`;
  const fields = `$${values.push(needed)}::text[]`;
  const limit = `$${values.push(rule.maxSignals)}::int`;
  const noTerms = `$${values.push(NO_TERMS)}::text`;
  const { rows } = await pool.query<Row>(
    `with matching as materialized (
       select event_id, event_time,
              row_number() over (
                partition by floor(extract(epoch from event_time) / ${intervalSeconds})
                order by event_time, event_id
              ) as interval_rank
         from event
        where (${condition.text}) and ${eligibleSql(fields)}
          and (${from} is null or event_time >= ${from})
          and (${to} is null or event_time < ${to})
     ), fresh as (
       select * from matching m
        where not exists (
          select from alert
           where alert.rule_id = ${ruleId} and alert.terms_hash = ${noTerms}
             and alert.event_id = m.event_id and alert.event_time = m.event_time)
     ), total as (
       select (select count(*) from matching) as matched,
              (select count(*) from fresh where interval_rank > ${limit}) as capped
     )
     select total.matched, total.capped, fresh.event_id, fresh.event_time
       from total left join fresh on fresh.interval_rank <= ${limit}
      order by fresh.event_time, fresh.event_id`,
    values,
  );
  const finds = rows.flatMap(({ event_id: eventId, event_time: eventTime }) =>
    eventId === null ? [] : [toFind(eventId, eventTime)],
  );
  return { matched: rows[0]?.matched ?? 0, capped: rows[0]?.capped ?? 0, finds };
}

/** Every event that matches, for rules that make one alert of several. */
export async function findAllEvents(
  pool: pg.Pool,
  condition: KqlSql,
  needed: readonly string[],
): Promise<readonly Find[]> {
  const values: unknown[] = [...condition.values];
  const fields = `$${values.push(needed)}::text[]`;
  const { rows } = await pool.query<{ event_id: string; event_time: Date }>(
    `select event_id, event_time from event
      where (${condition.text}) and ${eligibleSql(fields)} order by event_time, event_id`,
    values,
  );
  return rows.map((row) => toFind(row.event_id, row.event_time));
}

function toFind(eventId: string, eventTime: Date): Find {
  return { eventId, eventTime, termsHash: NO_TERMS, newTerms: [], evidence: null };
}
