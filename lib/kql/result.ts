/** What reading a query gives, in any of the languages of rules. */
import { QuerySyntaxError, renderCaret } from './errors';

/** What is wrong with a query that can be read. */
export interface QueryProblem {
  /**
   * `error`: the query cannot run as it is meant (Elasticsearch would refuse it too), and nobody should save it.
   * `warning`: the query runs, but a part of it is not what it seems, or can never match.
   */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** Field names to offer in place of the marked text. */
  readonly suggestions: readonly string[];
}

export type QueryResult<Ast> =
  | { readonly ok: true; readonly ast: Ast; readonly problems: readonly QueryProblem[] }
  | {
      readonly ok: false;
      /** One sentence: what is wrong, where, and what to do. */
      readonly message: string;
      /** The line in question with a caret under the place, for a terminal. */
      readonly excerpt: string;
      readonly start: number;
      readonly end: number;
    };

/** Parses and checks a query without throwing for what is wrong with it. */
export function readQuery<Ast>(
  text: string,
  parse: (text: string) => Ast,
  check: (ast: Ast) => readonly QueryProblem[],
): QueryResult<Ast> {
  try {
    const ast = parse(text);
    return { ok: true, ast, problems: check(ast) };
  } catch (error) {
    if (!(error instanceof QuerySyntaxError)) throw error;
    const { shortMessage, start, end } = error;
    return { ok: false, message: shortMessage, excerpt: renderCaret(text, start, end), start, end };
  }
}

/** Why a query cannot run, and where. */
export interface QueryFault {
  readonly message: string;
  readonly start: number;
}

/** The query, or why it cannot run: it cannot be read, or has a problem of severity `error`. */
export function toRunnable<Ast>(
  result: QueryResult<Ast>,
): { readonly ast: Ast; readonly fault: null } | { readonly ast: null; readonly fault: QueryFault } {
  if (!result.ok) return { ast: null, fault: result };
  const fault = result.problems.find(({ severity }) => severity === 'error');
  return fault ? { ast: null, fault } : { ast: result.ast, fault: null };
}
