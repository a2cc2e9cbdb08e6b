/**
 * EQL, the event query language of rules. This door is safe in a browser; `./to-sql` and `./sequence-sql` are the
 * server's.
 *
 * parse → check (problems) → plan (KQL's) → predicate, or SQL; sequences are matched in memory.
 */
import { type QueryResult, readQuery } from '../kql/result';
import type { EqlQuery } from './ast';
import { checkEql } from './check';
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
export { checkEql } from './check';
export { eqlFieldsUsed } from './fields-used';
export { matchSequences, type SequenceEvent, type SequenceMatch, type SequenceRow } from './match-sequences';
export { parseEqlQuery } from './parse';
export { DEFAULT_CATEGORY_FIELD } from './plan';
export { eqlToPredicate } from './to-predicate';

export type EqlResult = QueryResult<EqlQuery>;

/**
 * Parses and checks a query without throwing.
 *
 * `ok` says that it is EQL of the kind supported here; `problems` lists what is nevertheless wrong with it, and a
 * query with a problem of severity `error` should not be saved as a rule.
 */
export function parseEql(text: string): EqlResult {
  return readQuery(text, parseEqlQuery, checkEql);
}
