/**
 * KQL, the language of rules and of the search box. This door is safe in a browser; `./to-sql` is the server's.
 *
 * parse → check (problems) → plan → predicate, or SQL; print goes back to text.
 */
import type { KqlNode } from './ast';
import { checkKql } from './check';
import { parseQuery } from './parse';
import { type QueryResult, readQuery } from './result';

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
export { checkKql } from './check';
export { QuerySyntaxError } from './errors';
export { type FieldUse, fieldsUsed } from './fields-used';
export { FREE_TEXT_FIELDS } from './free-text';
export { NESTING_DEPTH_MAX, parseQuery } from './parse';
export type { Clock } from './plan';
export { possibleMatches } from './possible';
export { fieldIs, printKql, printValue } from './print';
export { type QueryFault, type QueryProblem, type QueryResult, toRunnable } from './result';
export { completeKql, type KqlCompletion } from './suggest';
export { type Predicate, toPredicate } from './to-predicate';
export { type KqlToken, tokenizeKql } from './tokens';

export type KqlResult = QueryResult<KqlNode>;

/**
 * Parses and checks a query without throwing.
 *
 * `ok` says that it is KQL; `problems` lists what is nevertheless wrong with it, and a query with a problem of
 * severity `error` should not be saved as a rule.
 */
export function parseKql(text: string): KqlResult {
  return readQuery(text, parseQuery, checkKql);
}
