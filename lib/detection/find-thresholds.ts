import type pg from 'pg';
import { kqlToSql } from '../kql/to-sql';
import type { ThresholdRule } from '../rules/definition';
import { parseDurationMs, parseLookbackMs } from '../time';
import { byTime, type Find } from './alert-row';
import { eligibleSql } from './eligible';
import { neededFields } from './not-evaluable';
import { queryOf } from './query-of';
import { type GroupEvent, simulateThresholds, type ThresholdHit } from './simulate-thresholds';
import { termValuesSql } from './term-values';
import { termsHash } from './terms-hash';

interface Row {
  readonly event_id: string;
  readonly event_time: Date;
  readonly terms: readonly string[];
  readonly counted: readonly string[];
}

interface Group {
  readonly terms: readonly string[];
  readonly events: GroupEvent[];
}

/** Fields whose values the rule groups by or counts. */
export function thresholdFields({ threshold: { fields, cardinality } }: ThresholdRule): readonly string[] {
  return cardinality ? [...fields, cardinality.field] : fields;
}

/**
 * Everything a threshold rule ever finds, oldest first. A hit rests on the hits before it, so that the whole history
 * of a group is looked at, whatever range is asked for.
 *
 * Groups that no look-back could fill are left out by the database: most are.
 */
export async function findThresholds(pool: pg.Pool, rule: ThresholdRule): Promise<readonly Find[]> {
  const { fields, value, cardinality } = rule.threshold;
  const query = queryOf(rule);
  const condition = kqlToSql(query);
  const lookbackMs = parseLookbackMs(rule.from) ?? 0;
  const values: unknown[] = [...condition.values];
  const needed = `$${values.push(neededFields(query, thresholdFields(rule)))}::text[]`;
  const lookback = `$${values.push(`${lookbackMs} milliseconds`)}::interval`;
  const least = `$${values.push(value)}::int`;
  const valuesOf = (field: string) => {
    const part = termValuesSql(field, values.length + 1);
    values.push(...part.values);
    return part.text;
  };
  const laterals = fields.map((field, index) => `cross join lateral (${valuesOf(field)}) as term_${index}`);
  const terms = `array[${fields.map((_, index) => `term_${index}.value`).join(', ')}]::text[]`;
  const counted = cardinality ? `array(select value from (${valuesOf(cardinality.field)}) as c)` : 'null';
  const { rows } = await pool.query<Row>(
    `with grouped as (
       select event_id, event_time, ${terms} as terms, coalesce(${counted}::text[], '{}') as counted
         from event ${laterals.join(' ')}
        where (${condition.text}) and ${eligibleSql(needed)}
     ), filled as (
       select *, count(*) over (partition by terms order by event_time
                                range between ${lookback} preceding and current row) >= ${least} as is_full
         from grouped
     )
     select event_id, event_time, terms, counted
       from (select *, bool_or(is_full) over (partition by terms) as is_candidate from filled) as f
      where is_candidate
      order by event_time, event_id`,
    values,
  );
  const settings = {
    value,
    cardinality: cardinality?.value ?? 0,
    lookbackMs,
    intervalMs: parseDurationMs(rule.interval) ?? 0,
  };
  return groupsOf(rows)
    .flatMap(({ terms: group, events }) =>
      simulateThresholds(events, settings).flatMap((hit) => toFind(rule, group, hit)),
    )
    .sort(byTime);
}

function groupsOf(rows: readonly Row[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { event_id: eventId, event_time: eventTime, terms, counted } of rows) {
    const key = JSON.stringify(terms);
    const group = groups.get(key) ?? { terms, events: [] };
    group.events.push({ eventId, atMs: eventTime.getTime(), counted });
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The latest event stands for the hit, as in Elastic, whose alert bears its time. */
function toFind(
  rule: ThresholdRule,
  terms: readonly string[],
  { events, cardinality }: ThresholdHit,
): Find[] {
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) return [];
  const { fields, cardinality: counted } = rule.threshold;
  return [
    {
      eventId: last.eventId,
      eventTime: new Date(last.atMs),
      termsHash: termsHash(terms),
      newTerms: [],
      evidence: {
        type: 'threshold',
        terms: fields.map((field, index) => ({ field, value: terms[index] ?? '' })),
        count: events.length,
        cardinality: counted && { field: counted.field, value: cardinality },
        from: new Date(first.atMs).toISOString(),
        to: new Date(last.atMs).toISOString(),
      },
    },
  ];
}
