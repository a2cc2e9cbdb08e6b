/**
 * ES|QL, as far as detection rules over CloudTrail use it. This door is safe in a browser; `./to-sql` is the server's.
 *
 * parse → resolve (columns, types, problems) → plan → SQL.
 */
import { type QueryResult, readQuery } from '../kql/result';
import type { EsqlQuery } from './ast';
import { parseQuery } from './parse';
import { resolveQuery } from './resolve';

export type { EsqlQuery } from './ast';
export { describeEsql, type EsqlDescription } from './describe';
export type { ValueType } from './plan';

export type EsqlResult = QueryResult<EsqlQuery>;

/**
 * Parses and checks a query without throwing.
 *
 * `ok` says that it is ES|QL; `problems` lists what is nevertheless wrong with it: unknown fields, values of the wrong
 * type, commands and functions that are not supported. A query with a problem of severity `error` cannot run.
 */
export function parseEsql(text: string): EsqlResult {
  return readQuery(text, parseQuery, (ast) => resolveQuery(ast).problems);
}
