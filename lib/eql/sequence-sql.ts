/** The events a sequence is made of. Server only. */

import { SqlParameters } from '../kql/sql-parameters';
import type { Scope } from '../kql/sql-tests';
import { valuesToSql } from '../kql/sql-values';
import { type KqlSql, planText, requireSendable } from '../kql/to-sql';
import { type FieldRef, joinKeys, type SequenceQuery } from './ast';
import { resolveRef } from './clauses';
import type { SequenceRow } from './match-sequences';
import { DEFAULT_CATEGORY_FIELD, planFilter } from './plan';
import type { EqlSqlOptions } from './to-sql';

export interface SequenceSqlOptions extends Omit<EqlSqlOptions, 'alias'> {
  /** The relation to read: `event`, or `(select * from event where …)`. SQL of the caller, never of a user. */
  readonly source: string;
}

/** A row as the driver gives it. */
export interface SequenceSqlRow {
  readonly event_id: string;
  readonly event_time: Date;
  readonly parts: SequenceRow['parts'];
}

/**
 * A statement for every event that takes part in a step or in the end of a sequence, ordered by time, then id.
 *
 * `parts` has an entry per step and one more for `until`: null when the event does not take part, else a list per
 * join key with its values as text. An event that lacks a join key takes no part in that step.
 */
export function sequenceToSql(query: SequenceQuery, options: SequenceSqlOptions): KqlSql {
  const { source, startIndex = 1, categoryField = DEFAULT_CATEGORY_FIELD, clock = Date.now } = options;
  const scope: Scope = { parameters: new SqlParameters(startIndex), alias: 'e' };
  const nowMs = clock();
  const stages = query.until ? [...query.stages, query.until] : query.stages;
  const parts = stages.map((stage) => ({
    condition: planText(planFilter(stage, categoryField, nowMs), scope),
    keys: keysToSql(joinKeys(query, stage), scope),
  }));
  requireSendable(scope.parameters);
  const columns = parts.map(({ condition, keys }) => `case when ${condition} then ${keys} end`);
  // Asking each row twice leaves the conditions to the indexes.
  const text = `select event_id, event_time, parts
  from (
    select e.event_id, e.event_time, array[${columns.join(', ')}]::jsonb[] as parts
      from ${source} as e
     where ${parts.map(({ condition }) => `(${condition})`).join(' or ')}
  ) as candidate
 where num_nonnulls(variadic parts) > 0
 order by event_time, event_id`;
  return { text, values: scope.parameters.values };
}

/** Reads a row of {@link sequenceToSql}. */
export function readSequenceRow({ event_id, event_time, parts }: SequenceSqlRow): SequenceRow {
  return { eventId: event_id, eventTimeMs: event_time.getTime(), parts };
}

/** A list of lists of texts as jsonb; null when one of them is empty. */
function keysToSql(keys: readonly FieldRef[], scope: Scope): string {
  if (keys.length === 0) return `'[]'::jsonb`;
  const lists = keys.map((key) => {
    const target = resolveRef(key);
    // A field nobody knows is on no event.
    if (!target) return null;
    return `(select jsonb_agg(distinct item) from (${valuesToSql(target, scope)}) as key_value)`;
  });
  if (lists.includes(null)) return 'null::jsonb';
  const present = lists.map((list) => `${list} is not null`).join(' and ');
  return `case when ${present} then jsonb_build_array(${lists.join(', ')}) end`;
}
