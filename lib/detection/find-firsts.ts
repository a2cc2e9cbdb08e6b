import type pg from 'pg';
import { kqlToSql } from '../kql/to-sql';
import type { NewTermsRule } from '../rules/definition';
import { parseDurationMs, parseLookbackMs } from '../time';
import { eligibleSql } from './eligible';
import { neededFields } from './not-evaluable';
import { queryOf } from './query-of';
import type { EvaluationRange } from './range';
import { termValuesSql } from './term-values';

/** An event that is the first of its tuple, or that has an alert for its tuple already. */
export interface Sighting {
  readonly event_id: string;
  readonly event_time: Date;
  /** One value per new_terms field. */
  readonly terms: readonly string[];
  readonly terms_hash: string;
  /** No other matching event of the tuple in [event_time - history, event_time). */
  readonly is_first: boolean;
  /** Place among the first sightings of its interval, from 1: beyond max_signals the cap cuts it. */
  readonly interval_rank: number;
  /** The sighting that opened the tuple's current run: the event itself when `is_first`. */
  readonly first_event_id: string;
  readonly first_event_time: Date;
  /** Matching events of any tuple in [event_time - history, event_time). */
  readonly matching_before: number;
  /** Per field: when the query last matched its value before, in the whole history. */
  readonly values_matched_at: ReadonlyArray<Date | null>;
  readonly alert_id: string | null;
  /** Who superseded the alert, as it stands. */
  readonly alert_superseded_by: string | null;
  readonly alert_decided: boolean;
}

export interface Firsts {
  /** Events that match the query in the range, whatever their terms. */
  readonly matched: number;
  readonly sightings: readonly Sighting[];
}

/** Event times have milliseconds: what lies this far back happened before. */
const EARLIER = "interval '1 millisecond'";

/**
 * New terms in closed form (DESIGN, section 5): orders the matching events of each tuple by time and id, and calls
 * an event first when the one before it is older than the history window. One pass decides what a schedule of
 * executions would have decided one by one.
 *
 * The range says which sightings are told, not which count as history: what stood before it is read as well, so that
 * any range gives the same verdicts and the same evidence.
 */
export async function findFirsts(pool: pg.Pool, rule: NewTermsRule, range: EvaluationRange): Promise<Firsts> {
  const query = queryOf(rule);
  const historyMs = parseLookbackMs(rule.newTerms.historyWindowStart) ?? 0;
  const intervalMs = parseDurationMs(rule.interval) ?? 0;
  const fields = rule.newTerms.fields;
  const condition = kqlToSql(query);
  const values: unknown[] = [...condition.values];
  const history = `$${values.push(`${historyMs} milliseconds`)}::interval`;
  const interval = `$${values.push(intervalMs / 1000)}::float8`;
  const ruleId = `$${values.push(rule.ruleId)}::text`;
  const from = `$${values.push(range.from)}::timestamptz`;
  const to = `$${values.push(range.to)}::timestamptz`;
  const needed = `$${values.push(neededFields(query, fields))}::text[]`;
  const laterals = fields.map((field, index) => {
    const part = termValuesSql(field, values.length + 1);
    values.push(...part.values);
    return `cross join lateral (${part.text}) as term_${index}`;
  });
  const terms = `array[${fields.map((_, index) => `term_${index}.value`).join(', ')}]`;
  const byValue = fields.map(
    (_, index) =>
      `max(event_time) over (partition by terms[${index + 1}] order by event_time
         range between unbounded preceding and ${EARLIER} preceding)`,
  );
  const { rows } = await pool.query<Sighting & { matched: number }>(
    `with matching as materialized (
       select *, count(*) over (
                order by event_time range between ${history} preceding and ${EARLIER} preceding
              ) as matching_before
         from event
        where (${condition.text})
          and ${eligibleSql(needed)}
          and (${to} is null or event_time < ${to})
     ), total as (
       select count(*) as matched from matching
        where ${from} is null or event_time >= ${from}
     ), tuples as (
       select event_id, event_time, matching_before, ${terms} as terms from matching ${laterals.join(' ')}
     ), ordered as (
       select *,
              coalesce(
                lag(event_time) over tuple < event_time - ${history},
                true
              ) as is_first,
              array[${byValue.join(', ')}] as values_matched_at
         from tuples
       window tuple as (partition by terms order by event_time, event_id)
     ), runs as (
       select *, count(*) filter (where is_first) over (partition by terms order by event_time, event_id) as run
         from ordered
     ), told as (
       select *,
              first_value(event_id) over run_window as first_event_id,
              first_value(event_time) over run_window as first_event_time,
              md5(to_jsonb(terms)::text) as terms_hash,
              row_number() over (
                partition by is_first, floor(extract(epoch from event_time) / ${interval})
                order by event_time, event_id, terms
              ) as interval_rank
         from runs
       window run_window as (partition by terms, run order by event_time, event_id)
     )
     select told.*, total.matched, alert.id as alert_id,
            alert.superseded_by_id as alert_superseded_by,
            alert.decided_at is not null as alert_decided
       from total
       left join (told left join alert
                    on alert.rule_id = ${ruleId}
                   and alert.terms_hash = told.terms_hash
                   and alert.event_id = told.event_id
                   and alert.event_time = told.event_time)
         on (told.is_first or alert.id is not null)
        and (${from} is null or told.event_time >= ${from})
      order by told.event_time, told.event_id, told.terms`,
    values,
  );
  const sightings = rows.filter((row) => row.event_id !== null);
  return { matched: rows[0]?.matched ?? 0, sightings };
}
