/** EQL as PostgreSQL conditions. Server only: it stands outside `index.ts` so that no browser bundle carries it. */
import { type KqlSql, type KqlSqlOptions, planToSql } from '../kql/to-sql';
import type { EventFilter } from './ast';
import { DEFAULT_CATEGORY_FIELD, planFilter } from './plan';

export interface EqlSqlOptions extends KqlSqlOptions {
  /** The field that `iam where` names. Default `event.category`. */
  readonly categoryField?: string;
}

/**
 * Compiles one event filter to a boolean expression over a row of `event`, true for exactly the events that
 * `eqlToPredicate` accepts. As with `kqlToSql`, what is not true may be null.
 */
export function eqlToSql(filter: EventFilter, options: EqlSqlOptions = {}): KqlSql {
  const { categoryField = DEFAULT_CATEGORY_FIELD, clock = Date.now } = options;
  return planToSql(planFilter(filter, categoryField, clock()), options);
}
