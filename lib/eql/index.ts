/**
 * EQL, the event query language of rules. This door is safe in a browser; `./to-sql` and `./sequence-sql` are the
 * server's.
 *
 * parse → check (problems) → plan (KQL's) → predicate, or SQL; sequences are matched in memory.
 */
import { renderCaret } from '../kql/errors';
import type { EqlQuery } from './ast';
import { checkEql, type EqlProblem } from './check';
import { EqlSyntaxError } from './errors';
import { parseEqlQuery } from './parse';

export type {
  EqlNode,
  EqlQuery,
  EventFilter,
  EventQuery,
  FieldRef,
  SequenceQuery,
  SequenceStage,
} from './ast';
export { filtersOf, joinKeys } from './ast';
export { checkEql, type EqlProblem } from './check';
export { EqlSyntaxError } from './errors';
export { eqlFieldsUsed } from './fields-used';
export { matchSequences, type SequenceEvent, type SequenceMatch, type SequenceRow } from './match-sequences';
export { parseEqlQuery } from './parse';
export { DEFAULT_CATEGORY_FIELD } from './plan';
export { eqlToPredicate } from './to-predicate';

export type EqlResult =
  | { readonly ok: true; readonly ast: EqlQuery; readonly problems: readonly EqlProblem[] }
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
 * `ok` says that it is EQL of the kind supported here; `problems` lists what is nevertheless wrong with it, and a
 * query with a problem of severity `error` should not be saved as a rule.
 */
export function parseEql(text: string): EqlResult {
  try {
    const ast = parseEqlQuery(text);
    return { ok: true, ast, problems: checkEql(ast) };
  } catch (error) {
    if (!(error instanceof EqlSyntaxError)) throw error;
    const { shortMessage, start, end } = error;
    return { ok: false, message: shortMessage, excerpt: renderCaret(text, start, end), start, end };
  }
}
