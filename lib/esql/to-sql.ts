/**
 * ES|QL as one PostgreSQL select. Server only: it stands outside `index.ts` so that no browser bundle carries it.
 */
import { AppError } from '../errors';
import { SqlParameters, type SqlValue } from '../kql/sql-parameters';
import { requireSendable } from '../kql/to-sql';
import type { EsqlQuery } from './ast';
import { orderStages } from './order-stages';
import type { Column, SortStage, Stage, ValueType } from './plan';
import { resolveQuery } from './resolve';
import { expressionSql, oneSql } from './sql-expressions';
import { aggregated } from './sql-functions';
import { type RowKind, statsSql } from './sql-stats';
import { columnSql, computedName, isoText, type SqlScope } from './sql-values';

export { EVENTS_MAX } from './sql-stats';

export interface EsqlSqlOptions {
  /** SQL of a relation with the columns of the table `event`, in parentheses when it is a select. */
  readonly source: string;
  /** SQL of a timestamptz: what NOW() means. Date math inside KQL("…") goes by the server's clock instead. */
  readonly now: string;
  /** Number of the first parameter. Default 1. */
  readonly startIndex?: number;
}

export interface EsqlSqlColumn {
  /** As the query calls it. */
  readonly name: string;
  /** As the select calls it. */
  readonly sqlName: string;
  readonly type: ValueType;
  readonly multi: boolean;
}

export interface EsqlSql {
  readonly text: string;
  readonly values: readonly SqlValue[];
  readonly columns: readonly EsqlSqlColumn[];
  readonly isAggregating: boolean;
}

const ALIAS = 's';
/** Columns that every row has beside the query's own. */
const EVENT_COLUMNS = ['event_count', 'event_time', 'event_id', 'first_event_time'];
const GROUP_COLUMNS = [...EVENT_COLUMNS, 'event_ids', 'event_times'];

/**
 * Compiles a query to one select, which may stand inside `cross join lateral (…)`.
 *
 * Columns of the query are called c1, c2, …: text (also addresses), bigint, double precision, boolean, timestamptz; a
 * column that may hold several values is a jsonb array, times in it being ISO text, or null when there is none.
 * Besides, every row has `event_count` (events it stands for), `event_time` and `event_id` of the latest of them, ties
 * by id, and `first_event_time`; rows of an aggregating query also `event_ids` and `event_times`, the latest 100. The
 * one row that STATS without BY gives over no events has null there, and 0.
 *
 * Rows come in the order of the query's last SORT. Throws AppError `invalid` for a query with errors.
 */
export function esqlToSql(query: EsqlQuery, options: EsqlSqlOptions): EsqlSql {
  const { plan, problems } = resolveQuery(query);
  const error = problems.find(({ severity }) => severity === 'error');
  if (error) throw new AppError('invalid', error.message);
  const parameters = new SqlParameters(options.startIndex ?? 1);
  const statement = new Statement(options.source, { parameters, alias: ALIAS, now: options.now });
  for (const stage of orderStages(plan.stages)) statement.add(stage);
  const text = statement.finish(plan.columns, plan.isAggregating);
  requireSendable(parameters);
  const columns = plan.columns.map(({ name, type, multi }, index) => ({
    ...{ name, type, multi },
    sqlName: `c${index + 1}`,
  }));
  return { text, values: parameters.values, columns, isAggregating: plan.isAggregating };
}

/** A chain of named selects, each over the one before it. */
class Statement {
  private readonly selects: string[] = [];
  private from = 'esql_0';
  private rows: RowKind = 'events';
  private order = '';

  constructor(
    source: string,
    private readonly scope: SqlScope,
  ) {
    this.selects.push(
      `esql_0 as (select e.*, 1::bigint as event_count, e.event_time as first_event_time from ${source} as e)`,
    );
  }

  add(stage: Stage): void {
    const { scope } = this;
    switch (stage.kind) {
      case 'where':
        this.select(`select * from ${this.from} as s where ${oneSql(stage.condition, scope, 'boolean')}`);
        return;
      case 'eval':
        this.compute(
          stage.items.map(({ column, value }) => `${expressionSql(value, scope)} as ${computedName(column)}`),
        );
        return;
      case 'stats':
        this.select(statsSql(stage, this.from, this.rows, scope));
        this.compute(
          stage.outputs.map(
            ({ column, value }) => `${expressionSql(value, scope)} as ${computedName(column)}`,
          ),
        );
        this.rows = 'groups';
        this.order = '';
        return;
      case 'sort':
        this.sort(stage);
        return;
      case 'limit':
        this.select(`select * from ${this.from} as s ${this.order} limit ${stage.rows}`);
        return;
      case 'mv-expand':
        this.select(
          `select s.*, ${computedName(stage.column)} from ${this.from} as s left join lateral unnest(${expressionSql(stage.value, scope)}) as expanded (${computedName(stage.column)}) on true`,
        );
        if (this.rows === 'events') this.rows = 'repeated-events';
        return;
      case 'extract':
        this.extract(stage);
        return;
      default:
        stage satisfies never;
    }
  }

  finish(columns: readonly Column[], isAggregating: boolean): string {
    const named = columns.map((column, index) => `${outputSql(column, this.scope)} as c${index + 1}`);
    const events = (isAggregating ? GROUP_COLUMNS : EVENT_COLUMNS).map((name) => `s.${name}`);
    return `with ${this.selects.join(',\n')}\nselect ${[...named, ...events].join(', ')} from ${this.from} as s ${this.order}`;
  }

  private select(sql: string): void {
    this.from = `esql_${this.selects.length}`;
    this.selects.push(`${this.from} as (${sql})`);
  }

  /** `offset 0` keeps PostgreSQL from writing an expression out wherever its column is used. */
  private compute(columns: readonly string[]): void {
    if (columns.length === 0) return;
    this.select(`select s.*, ${columns.join(', ')} from ${this.from} as s offset 0`);
  }

  private sort({ keys }: Extract<Stage, { kind: 'sort' }>): void {
    this.compute(keys.map((key) => `${sortValue(key, this.scope)} as ${computedName(key.column)}`));
    const order = keys.map(({ column, descending, nullsFirst }) => {
      const collation = column.type === 'keyword' ? ' collate "C"' : '';
      return `s.${computedName(column)}${collation} ${descending ? 'desc' : 'asc'} nulls ${nullsFirst ? 'first' : 'last'}`;
    });
    this.order = `order by ${order.join(', ')}`;
  }

  private extract({ value, pattern, captures, separator }: Extract<Stage, { kind: 'extract' }>): void {
    const { parameters } = this.scope;
    const columns = captures.map(({ column, groups }) => {
      const parts = groups.map((group) => `found.groups[${group}]`);
      const text =
        parts.length === 1
          ? parts.join('')
          : `case when found.groups is not null then concat_ws(${parameters.bind(separator)}, ${parts.join(', ')}) end`;
      return `${text} as ${computedName(column)}`;
    });
    const subject = oneSql(value, this.scope, 'keyword');
    this.select(
      `select ${['s.*', ...columns].join(', ')} from ${this.from} as s cross join lateral (select regexp_match(${subject}, ${parameters.bind(pattern)}) as groups offset 0) as found`,
    );
  }
}

/** Several values sort by the least of them, or by the greatest when descending. */
function sortValue({ value, descending }: SortStage['keys'][number], scope: SqlScope): string {
  const sql = expressionSql(value, scope);
  return value.multi ? aggregated(descending ? 'max' : 'min', sql, value.type) : sql;
}

/** How a column leaves the select. */
function outputSql(column: Column, scope: SqlScope): string {
  const sql = columnSql(column, scope);
  if (column.multi) {
    const item = column.type === 'date' ? isoText('item') : column.type === 'ip' ? 'host(item)' : 'item';
    return `(select jsonb_agg(${item} order by place) from unnest(${sql}) with ordinality as listed (item, place))`;
  }
  if (column.type === 'ip') return `host(${sql})`;
  return column.type === 'geo_point' ? `(${sql})::text` : sql;
}
