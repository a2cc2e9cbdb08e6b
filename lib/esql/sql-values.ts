/**
 * Small pieces of SQL. A column with one value is a scalar; one with several is an array, where null and the empty
 * array both mean that there is none.
 */

import type { SqlParameters } from '../kql/sql-parameters';
import { placeOf, withinLimit } from '../kql/sql-tests';
import { valuesToSql } from '../kql/sql-values';
import type { Column, MetadataName, ValueType } from './plan';

/** What an expression is compiled in. */
export interface SqlScope {
  readonly parameters: SqlParameters;
  /** Name of the relation whose rows are read. */
  readonly alias: string;
  /** SQL of the time NOW() means. */
  readonly now: string;
}

export type ScalarSqlType = 'text' | 'bigint' | 'float8' | 'boolean' | 'timestamptz' | 'inet';

const INDEX = 'logs-aws.cloudtrail-default';

export function sqlType(type: ValueType): ScalarSqlType {
  switch (type) {
    case 'keyword':
    case 'null':
    case 'geo_point':
    case 'time-span':
      return 'text';
    case 'long':
      return 'bigint';
    case 'double':
      return 'float8';
    case 'boolean':
      return 'boolean';
    case 'date':
      return 'timestamptz';
    case 'ip':
      return 'inet';
    default:
      return type satisfies never;
  }
}

/** The name of a column that a command made: never the query's own text. */
export function computedName({ name, source }: Column): string {
  if (source.kind !== 'computed') throw new Error(`unreachable: ${name} is no computed column`);
  return `c${source.id}`;
}

/** The value of a column in the current row. */
export function columnSql(column: Column, scope: SqlScope): string {
  const { source, type, multi } = column;
  const { alias, parameters } = scope;
  switch (source.kind) {
    case 'computed':
      return `${alias}.${computedName(column)}`;
    case 'metadata':
      return metadataSql(source.name, scope);
    case 'field':
      break;
    default:
      return source satisfies never;
  }
  const { field } = source.resolved;
  if (multi) {
    return `array(select item from (${valuesToSql(source.resolved, scope)}) as field_value group by item order by item collate "C")`;
  }
  if (field.storage.kind === 'constant') return `${parameters.bind(field.storage.value)}::text`;
  const { sql } = placeOf(source.resolved, alias);
  switch (field.storage.kind) {
    case 'extra':
      return type === 'boolean' ? `(${sql} = 'true')` : sql;
    case 'expression':
      return field.ignoreAbove === undefined
        ? sql
        : `(case when ${withinLimit(sql, field.ignoreAbove)} then ${sql} end)`;
    case 'column':
    case 'flattened':
    case 'resources':
      // A column holds only values within their limit.
      return sql;
    default:
      return field.storage satisfies never;
  }
}

function metadataSql(name: MetadataName, { alias, parameters }: SqlScope): string {
  switch (name) {
    case '_id':
      return `${alias}.event_id::text`;
    case '_index':
      return `${parameters.bind(INDEX)}::text`;
    case '_version':
      return '1::bigint';
    default:
      return name satisfies never;
  }
}

/** The value of an array when it is the only one, else null: what ES|QL's comparisons and functions see. */
export function onlyOf(array: string): string {
  return `(select only_one[1] from (select ${array} as only_one) as single where cardinality(only_one) = 1)`;
}

/** A time as ISO text in UTC with milliseconds. */
export function isoText(sql: string): string {
  return `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** Text in the order of its characters' codes, whatever the database's language. */
export function ordered(sql: string, type: ValueType): string {
  return type === 'keyword' || type === 'null' ? `(${sql}) collate "C"` : sql;
}

/** A numeric expression as a bigint, null where it does not fit one. */
export function toLong(numeric: string, bits: 32 | 64 = 64): string {
  const bound = 2n ** BigInt(bits - 1);
  return `(select case when exact between ${-bound} and ${bound - 1n} then exact::bigint end from (select ${numeric} as exact) as number_value)`;
}
