/**
 * KQL, the language of rules and of the search box. This door is safe in a browser; `./to-sql` is the server's.
 *
 * parse → check (problems) → plan → predicate, or SQL; print goes back to text.
 */
import type { KqlNode } from './ast';
import { checkKql, type KqlProblem } from './check';
import { KqlSyntaxError, renderCaret } from './errors';
import { parseQuery } from './parse';

export type {
  AndNode,
  ExistsNode,
  FieldNode,
  FreeTextNode,
  IsNode,
  KqlNode,
  LeafNode,
  MatchAllNode,
  NestedNode,
  NotNode,
  OrNode,
  RangeNode,
  RangeOperator,
  Span,
  Value,
} from './ast';
export * as kql from './ast';
export type { KqlProblem } from './check';
export { checkKql } from './check';
export { KqlSyntaxError } from './errors';
export { type FieldUse, fieldsUsed } from './fields-used';
export { FREE_TEXT_FIELDS } from './free-text';
export { NESTING_DEPTH_MAX, parseQuery } from './parse';
export type { Clock } from './plan';
export { possibleMatches } from './possible';
export { fieldIs, printKql, printValue } from './print';
export { completeKql, type KqlCompletion } from './suggest';
export { type Predicate, toPredicate } from './to-predicate';
export { type KqlToken, tokenizeKql } from './tokens';

export type KqlResult =
  | { readonly ok: true; readonly ast: KqlNode; readonly problems: readonly KqlProblem[] }
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
 * `ok` says that it is KQL; `problems` lists what is nevertheless wrong with it, and a query with a problem of
 * severity `error` should not be saved as a rule.
 */
export function parseKql(text: string): KqlResult {
  try {
    const ast = parseQuery(text);
    return { ok: true, ast, problems: checkKql(ast) };
  } catch (error) {
    if (!(error instanceof KqlSyntaxError)) throw error;
    const { shortMessage, start, end } = error;
    return { ok: false, message: shortMessage, excerpt: renderCaret(text, start, end), start, end };
  }
}
