/**
 * ES|QL, as far as detection rules over CloudTrail use it. This door is safe in a browser; `./to-sql` is the server's.
 *
 * parse → resolve (columns, types, problems) → plan → SQL.
 */
import { KqlSyntaxError, renderCaret } from '../kql/errors';
import type { EsqlQuery } from './ast';
import { parseQuery } from './parse';
import type { EsqlProblem } from './problems';
import { resolveQuery } from './resolve';

export type { EsqlQuery } from './ast';
export { describeEsql, type EsqlDescription } from './describe';
export type { ValueType } from './plan';
export type { EsqlProblem } from './problems';

export type EsqlResult =
  | { readonly ok: true; readonly ast: EsqlQuery; readonly problems: readonly EsqlProblem[] }
  | {
      readonly ok: false;
      /** One sentence: what is wrong, where, and what to do. */
      readonly message: string;
      /** The line in question with a caret under the place, for a terminal. */
      readonly excerpt: string;
      readonly start: number;
      readonly end: number;
    };

/**
 * Parses and checks a query without throwing.
 *
 * `ok` says that it is ES|QL; `problems` lists what is nevertheless wrong with it: unknown fields, values of the wrong
 * type, commands and functions that are not supported. A query with a problem of severity `error` cannot run.
 */
export function parseEsql(text: string): EsqlResult {
  try {
    const ast = parseQuery(text);
    return { ok: true, ast, problems: resolveQuery(ast).problems };
  } catch (error) {
    if (!(error instanceof KqlSyntaxError)) throw error;
    const { shortMessage, start, end } = error;
    return { ok: false, message: shortMessage, excerpt: renderCaret(text, start, end), start, end };
  }
}
