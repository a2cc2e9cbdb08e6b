/**
 * One test of one field as SQL. Every expression is true exactly when the test holds, and false or null when it
 * does not: see `kqlToSql` for why null is welcome.
 */
import type { Field, ResolvedField } from '../ecs';
import { isHost } from './addresses';
import type { RangeOperator } from './ast';
import type { Condition } from './condition';
import { globToLike } from './glob';
import { anyDepthPath, equalityPath, keyPath, SCALARS, STRINGS, valuesPath } from './jsonpath';
import type { TestPlan } from './plan';
import type { SqlParameters } from './sql-parameters';

/** What a statement around the condition provides. */
export interface Scope {
  readonly parameters: SqlParameters;
  readonly alias: string | undefined;
}

/** Where the values of a field are found in a row. */
export type Place =
  /** One value; `text` when it is text whatever the field's type. */
  | { readonly kind: 'one'; readonly sql: string; readonly text: boolean }
  /** A text[] column. */
  | { readonly kind: 'array'; readonly sql: string }
  /** Values inside a jsonb column, at a jsonpath that may lead through lists. */
  | { readonly kind: 'json'; readonly sql: string; readonly path: string; readonly only: string };

const COMPARISON: Readonly<Record<RangeOperator, string>> = { gt: '>', gte: '>=', lt: '<', lte: '<=' };

/** More alternatives than this are compared as a list: PostgreSQL evaluates a jsonpath recursively. */
const PATH_ALTERNATIVES_MAX = 20;

/** Compiles one test; `and` and `or` inside the result are in parentheses. */
export function testToSql({ target, condition }: TestPlan, scope: Scope): string {
  const { field } = target;
  const place = placeOf(target, scope.alias);
  switch (place.kind) {
    case 'one':
      return conditionToSql(field, place, condition, scope.parameters);
    case 'array':
      return arrayTest(field, place.sql, condition, scope.parameters);
    case 'json':
      return jsonTest(field, place, condition, scope.parameters);
    default:
      return place satisfies never;
  }
}

export function placeOf(target: ResolvedField, alias: string | undefined): Place {
  const { field, subPath } = target;
  const { storage } = field;
  const column = (name: string) => (alias === undefined ? name : `${alias}.${name}`);
  switch (storage.kind) {
    case 'column':
      return field.array
        ? { kind: 'array', sql: column(storage.column) }
        : { kind: 'one', sql: column(storage.column), text: false };
    case 'extra':
      return field.array
        ? { kind: 'json', sql: column('extra'), path: keyPath([field.name]), only: STRINGS }
        : { kind: 'one', sql: `(${column('extra')} ->> ${quoted(field.name)})`, text: true };
    case 'flattened': {
      const path = subPath.length > 0 ? keyPath([...storage.path, ...subPath]) : anyDepthPath(storage.path);
      return { kind: 'json', sql: column(storage.column), path, only: SCALARS };
    }
    case 'resources':
      return { kind: 'json', sql: column('resources'), path: keyPath([storage.key], '$[*]'), only: STRINGS };
    case 'expression':
      return { kind: 'one', sql: expression(storage.sql, alias), text: true };
    case 'constant':
      throw new Error(`unreachable: the plan folds the constant field ${field.name}`);
    default:
      return storage satisfies never;
  }
}

/** An expression names its columns bare; under an alias they are looked up in that row alone. */
function expression(sql: string, alias: string | undefined): string {
  return alias === undefined ? `(${sql})` : `(select ${sql} from (select ${alias}.*) as event_row)`;
}

function arrayTest(field: Field, sql: string, condition: Condition, parameters: SqlParameters): string {
  if (condition.kind === 'one-of') return `${sql} && ${parameters.bind(condition.texts, 'text[]')}`;
  const inner = conditionToSql(field, { sql: 'item', text: true }, condition, parameters);
  return `exists (select 1 from unnest(${sql}) as item where ${inner})`;
}

function jsonTest(
  field: Field,
  place: Extract<Place, { kind: 'json' }>,
  condition: Condition,
  parameters: SqlParameters,
): string {
  if (condition.kind === 'one-of' && condition.texts.length <= PATH_ALTERNATIVES_MAX) {
    const path = equalityPath(place.path, condition.texts, place.only === SCALARS);
    return `${place.sql} @? ${parameters.bind(path, 'jsonpath')}`;
  }
  const path = parameters.bind(valuesPath(place.path, place.only), 'jsonpath');
  if (condition.kind === 'exists' && field.ignoreAbove === undefined) return `${place.sql} @? ${path}`;
  const inner = conditionToSql(field, { sql: `(item #>> '{}')`, text: true }, condition, parameters);
  return `exists (select 1 from jsonb_path_query(${place.sql}, ${path}) as item where ${inner})`;
}

interface OneValue {
  readonly sql: string;
  readonly text: boolean;
}

function conditionToSql(field: Field, at: OneValue, condition: Condition, parameters: SqlParameters): string {
  const { sql } = at;
  switch (condition.kind) {
    case 'exists':
      return field.ignoreAbove === undefined ? `${sql} is not null` : withinLimit(sql, field.ignoreAbove);
    case 'one-of':
      // The plan has dropped texts above the limit, so an equal value is within it.
      return equalsAny(sql, condition.texts, parameters);
    case 'pattern':
      return limited(field, sql, likeAny(sql, condition.patterns.map(likePattern), parameters));
    case 'contains': {
      const pattern = parameters.bind(likePattern(['', ...condition.parts, '']));
      return limited(field, sql, `lower(${sql} collate "C") like ${pattern}`);
    }
    case 'text-range': {
      const bound = parameters.bind(condition.bound);
      return limited(field, sql, `${sql} collate "C" ${COMPARISON[condition.operator]} ${bound}`);
    }
    case 'long': {
      const { from, to } = condition;
      if (from !== null && from === to) return `${sql} = ${parameters.bind(String(from), 'bigint')}`;
      return between(
        from === null ? null : `${sql} >= ${parameters.bind(String(from), 'bigint')}`,
        to === null ? null : `${sql} <= ${parameters.bind(String(to), 'bigint')}`,
      );
    }
    case 'boolean':
      return `${sql} = ${at.text ? quoted(String(condition.value)) : condition.value}`;
    case 'date': {
      // ISO text with a fixed number of digits sorts as time does, and no stray value can break a cast.
      const [value, type] = at.text
        ? ([`${sql} collate "C"`, 'text'] as const)
        : ([sql, 'timestamptz'] as const);
      return between(
        condition.from === null ? null : `${value} >= ${parameters.bind(isoText(condition.from), type)}`,
        condition.before === null ? null : `${value} < ${parameters.bind(isoText(condition.before), type)}`,
      );
    }
    case 'network':
      return `${sql} ${isHost(condition.network) ? '=' : '<<='} ${parameters.bind(condition.text, 'inet')}`;
    case 'address-range':
      return `${sql} ${COMPARISON[condition.operator]} ${parameters.bind(condition.text, 'inet')}`;
    case 'glob': {
      const subject = condition.ignoreCase ? `lower(${sql} collate "C")` : sql;
      const patterns = condition.globs.map((glob) => globToLike(glob, condition.ignoreCase));
      return limited(field, sql, likeAny(subject, patterns, parameters));
    }
    case 'regex':
      return limited(field, sql, `${sql} ~ ${parameters.bind(condition.sql)}`);
    case 'text-length': {
      const { from, to } = condition;
      // Every text has a length: `between` leaves out what bounds nothing, so being there has to be asked for.
      if (from === null && to === null) return `${sql} is not null`;
      const length = `(${utf16Length(sql)})`;
      const test = between(
        from === null ? null : `${length} >= ${parameters.bind(String(from), 'bigint')}`,
        to === null ? null : `${length} <= ${parameters.bind(String(to), 'bigint')}`,
      );
      return limited(field, sql, test);
    }
    default:
      return condition satisfies never;
  }
}

function equalsAny(sql: string, texts: readonly string[], parameters: SqlParameters): string {
  const [first] = texts;
  if (first === undefined) return 'false';
  return texts.length === 1
    ? `${sql} = ${parameters.bind(first)}`
    : `${sql} = any(${parameters.bind(texts, 'text[]')})`;
}

function likeAny(sql: string, patterns: readonly string[], parameters: SqlParameters): string {
  const [first] = patterns;
  if (first === undefined) return 'false';
  return patterns.length === 1
    ? `${sql} like ${parameters.bind(first)}`
    : `${sql} like any(${parameters.bind(patterns, 'text[]')})`;
}

function between(low: string | null, high: string | null): string {
  if (low !== null && high !== null) return `(${low} and ${high})`;
  return low ?? high ?? 'true';
}

function limited(field: Field, sql: string, test: string): string {
  return field.ignoreAbove === undefined ? test : `(${test} and ${withinLimit(sql, field.ignoreAbove)})`;
}

/**
 * At most `limit` UTF-16 units. UTF-8 never takes fewer bytes than that, so the length in bytes, which needs no
 * reading of the value, decides nearly always; else characters are counted, those outside the BMP twice.
 */
export function withinLimit(sql: string, limit: number): string {
  return `(octet_length(${sql}) <= ${limit} or ${utf16Length(sql)} <= ${limit})`;
}

function utf16Length(sql: string): string {
  return `length(${sql}) + length(regexp_replace(${sql}, '[^\\U00010000-\\U0010FFFF]', '', 'g'))`;
}

function likePattern(parts: readonly string[]): string {
  return parts.map((part) => part.replace(/[\\%_]/g, '\\$&')).join('%');
}

function isoText(at: number): string {
  return new Date(at).toISOString();
}

/** A registry name as an SQL string. */
function quoted(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}
