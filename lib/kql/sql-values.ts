/** The values of a field as rows of text, for what compares fields with each other or collects their values. */
import type { Field, ResolvedField } from '../ecs';
import { valuesPath } from './jsonpath';
import type { PairPlan } from './plan';
import { type Place, placeOf, type Scope, withinLimit } from './sql-tests';

/**
 * A subquery with one column, `item`: every value of the field as text, none when the event lacks it. Dates are ISO
 * text with milliseconds, addresses stand without a prefix length.
 */
export function valuesToSql(target: ResolvedField, scope: Scope): string {
  const { field } = target;
  if (field.storage.kind === 'constant') {
    return `select ${scope.parameters.bind(field.storage.value)}::text as item`;
  }
  const place = placeOf(target, scope.alias);
  switch (place.kind) {
    case 'one':
      return `select ${asText(field, place)} as item where ${present(field, place.sql)}`;
    case 'array':
      return `select item from unnest(${place.sql}) as item where ${present(field, 'item')}`;
    case 'json': {
      const path = scope.parameters.bind(valuesPath(place.path, place.only), 'jsonpath');
      const text = `leaf #>> '{}'`;
      return `select ${text} as item from jsonb_path_query(${place.sql}, ${path}) as leaf where ${present(field, `(${text})`)}`;
    }
    default:
      return place satisfies never;
  }
}

/** Compiles a comparison of two fields: true when a value of the one fits a value of the other. */
export function pairToSql({ left, relation, right, ignoreCase }: PairPlan, scope: Scope): string {
  const fold = (sql: string) => (ignoreCase ? `lower(${sql} collate "C")` : sql);
  const test = RELATIONS[relation](fold('outer_value.item'), fold('inner_value.item'));
  const outer = `(${valuesToSql(left, scope)}) as outer_value`;
  const inner = `(${valuesToSql(right, scope)}) as inner_value`;
  return `exists (select 1 from ${outer}, ${inner} where ${test})`;
}

const RELATIONS: Readonly<Record<PairPlan['relation'], (text: string, needle: string) => string>> = {
  contains: (text, needle) => `strpos(${text}, ${needle}) > 0`,
  'starts-with': (text, needle) => `starts_with(${text}, ${needle})`,
  // right(…, 0) is the empty text, which every text ends with.
  'ends-with': (text, needle) => `right(${text}, length(${needle})) = ${needle}`,
};

function present(field: Field, sql: string): string {
  return field.ignoreAbove === undefined ? `${sql} is not null` : withinLimit(sql, field.ignoreAbove);
}

function asText(field: Field, place: Extract<Place, { kind: 'one' }>): string {
  const { sql } = place;
  if (place.text) return sql;
  switch (field.type) {
    case 'keyword':
    case 'constant_keyword':
      return sql;
    case 'ip':
      return `host(${sql})`;
    case 'date':
      return `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    case 'long':
    case 'boolean':
    case 'geo_point':
    case 'flattened':
      return `${sql}::text`;
    default:
      return field.type satisfies never;
  }
}
