/**
 * KQL as a PostgreSQL condition. Server only: it stands outside `index.ts` so that no browser bundle carries it.
 */
import { AppError } from '../errors';
import type { KqlNode } from './ast';
import { type Clock, type Plan, planQuery } from './plan';
import { SqlParameters, type SqlValue } from './sql-parameters';
import { type Scope, testToSql } from './sql-tests';
import { pairToSql } from './sql-values';

export interface KqlSql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

export interface KqlSqlOptions {
  /** Decides what `now` means; read once. */
  readonly clock?: Clock;
  /** Number of the first parameter, for a condition inside a larger statement. Default 1. */
  readonly startIndex?: number;
  /** Name under which the statement knows the table `event`, when it has to be given. */
  readonly alias?: string;
}

/** PostgreSQL's protocol counts parameters in 16 bits; the rest is left to the statement around the condition. */
const PARAMETERS_MAX = 60_000;

/**
 * Compiles a query to a boolean expression over a row of `event`, true for exactly the events that `toPredicate`
 * accepts.
 *
 * The expression is meant for `where` (or `filter`, `case when`): it is true or not true, and a clause on an
 * absent value may be null rather than false. Clauses therefore stay plain (`event_action = $1`) and can use an
 * index; each `not` is `(…) is not true`, which turns null into the answer KQL wants. Write
 * `coalesce(<text>, false)` to get a value that is never null.
 *
 * Column names come from the field registry; everything the query says is in `values`. An `and` or `or` at the
 * top is in parentheses. Works on PostgreSQL 15 and newer.
 */
export function kqlToSql(node: KqlNode, options: KqlSqlOptions = {}): KqlSql {
  return planToSql(planQuery(node, options.clock), options);
}

/** The same for a query of any language that is already planned. */
export function planToSql(plan: Plan, options: Omit<KqlSqlOptions, 'clock'> = {}): KqlSql {
  const { startIndex = 1, alias } = options;
  const parameters = new SqlParameters(startIndex);
  const text = planText(plan, { parameters, alias });
  requireSendable(parameters);
  return { text, values: parameters.values };
}

/** Refuses more parameters than a statement can carry. */
export function requireSendable(parameters: SqlParameters): void {
  if (parameters.values.length > PARAMETERS_MAX) {
    throw new AppError(
      'too_large',
      `The query has more than ${PARAMETERS_MAX.toLocaleString('en-US')} different values: split it, or put values of one field into one list.`,
    );
  }
}

/** A planned query as an expression inside a larger statement, whose parameters it shares. */
export function planText(plan: Plan, scope: Scope): string {
  const { alias } = scope;
  if (alias !== undefined && !/^[a-z_][a-z0-9_]*$/.test(alias)) {
    throw new Error(`unsafe table alias ${JSON.stringify(alias)}`);
  }
  return compile(plan, scope);
}

function compile(plan: Plan, scope: Scope): string {
  switch (plan.kind) {
    case 'constant':
      return String(plan.value);
    case 'and':
    case 'or':
      return `(${plan.children.map((child) => compile(child, scope)).join(` ${plan.kind} `)})`;
    case 'not':
      return `(${compile(plan.child, scope)}) is not true`;
    case 'pair':
      return pairToSql(plan, scope);
    case 'test':
      return testToSql(plan, scope);
    default:
      return plan satisfies never;
  }
}
