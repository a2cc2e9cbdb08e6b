import type { EsqlQuery } from './ast';
import type { ValueType } from './plan';
import { resolveQuery } from './resolve';

export interface EsqlDescription {
  /** Rows stand for groups of events instead of single events. */
  readonly isAggregating: boolean;
  /** As written behind FROM. */
  readonly indices: readonly string[];
  readonly columns: ReadonlyArray<{
    readonly name: string;
    readonly type: ValueType;
    readonly multi: boolean;
  }>;
  /** Names of the columns the last STATS groups by; empty without one. */
  readonly groupBy: readonly string[];
  /** ECS fields named by the query, each once, in the order of the text; fields that only a star fits are not among them. */
  readonly fields: readonly string[];
}

/** What a query reads and returns. Of a query with errors, it tells what can be told. */
export function describeEsql(query: EsqlQuery): EsqlDescription {
  const { plan } = resolveQuery(query);
  return {
    isAggregating: plan.isAggregating,
    indices: query.sources.map(({ name }) => name),
    columns: plan.columns.map(({ name, type, multi }) => ({ name, type, multi })),
    groupBy: plan.groupBy,
    fields: plan.fields,
  };
}
