import type pg from 'pg';
import { resolveField } from '../ecs';
import { type FieldNode, fieldsUsed, type KqlNode, possibleMatches } from '../kql';
import { type KqlSql, kqlToSql } from '../kql/to-sql';
import type { EvaluationRange } from './range';

/** Events that a rule can say nothing about: their form (console CSV, say) lacks fields that it asks for. */
export interface NotEvaluable {
  readonly events: number;
  /** The fields, by name. */
  readonly lacks: readonly string[];
}

/** Fields a rule has to know of an event: those of its query and its terms, flattened ones without the path inside. */
export function neededFields(query: KqlNode, terms: readonly string[]): readonly string[] {
  const names = new Set<string>();
  for (const { name, resolved } of fieldsUsed(query)) names.add(resolved?.field.name ?? name);
  for (const term of terms) names.add(resolveField(term)?.field.name ?? term);
  return [...names].sort();
}

/** Whether a test of this field cannot be decided for events that lack these fields. */
function isAmong(lacks: ReadonlySet<string>): (field: FieldNode | null) => boolean {
  return (field) => {
    if (field === null) return lacks.size > 0;
    if (field.kind === 'field') return lacks.has(resolveField(field.name)?.field.name ?? field.name);
    const [head = ''] = field.parts;
    return [...lacks].some((name) => name.startsWith(head));
  };
}

/** The events that a query of KQL might match if they had these fields. */
export function couldMatch(query: KqlNode): (lacks: ReadonlySet<string>) => KqlSql {
  return (lacks) => kqlToSql(possibleMatches(query, isAmong(lacks)));
}

/**
 * Counts the events that might match if they had the fields their form lacks. What the rest of the query rules out is
 * not among them: nobody has to wonder about it.
 */
export async function countNotEvaluable(
  pool: pg.Pool,
  possible: (lacks: ReadonlySet<string>) => KqlSql,
  needed: readonly string[],
  range: EvaluationRange,
): Promise<NotEvaluable> {
  // Members of lossy forms are few, and known; without one no event has to be looked at.
  const known = await pool.query('select from bundle_member where lacks && $1::text[] limit 1', [needed]);
  if (known.rowCount === 0) return { events: 0, lacks: [] };
  const forms = await pool.query<{ lacks: string[] }>(
    'select distinct lacks from event where lacks is not null and lacks && $1::text[]',
    [needed],
  );
  let events = 0;
  const missing = new Set<string>();
  for (const { lacks } of forms.rows) {
    const condition = possible(new Set(lacks));
    const values: unknown[] = [...condition.values];
    const { rows } = await pool.query<{ events: number }>(
      `select count(*) as events from event
        where lacks is not null and lacks = $${values.push(lacks)}::text[]
          and ($${values.push(range.from)}::timestamptz is null or event_time >= $${values.length}::timestamptz)
          and ($${values.push(range.to)}::timestamptz is null or event_time < $${values.length}::timestamptz)
          and event_type_aws is distinct from 'AwsCloudTrailInsight'
          and (${condition.text})`,
      values,
    );
    const found = rows[0]?.events ?? 0;
    events += found;
    if (found > 0) for (const field of lacks) if (needed.includes(field)) missing.add(field);
  }
  return { events, lacks: [...missing].sort() };
}
