/** STATS: what it groups by, what it aggregates, and what it computes from both. */
import type { AggregateItem, Assignment, CallExpression, Command } from './ast';
import { AGGREGATES, type AggregateName, isAggregate } from './functions';
import { describeType, isNumber, NULL } from './literals';
import type { Aggregate, Assigned, Column, Shape, StatsStage, Typed } from './plan';
import { condition, type ExpressionContext, resolveExpression } from './resolve-expression';

const MEDIAN = 50;

/** Makes a column that the SQL computes. */
export type NewColumn = (name: string, shape: Shape) => Column;

export function resolveStats(
  { items, by }: Extract<Command, { kind: 'stats' }>,
  context: ExpressionContext,
  newColumn: NewColumn,
): StatsStage {
  const groups = by.map((item) => resolveGroup(item, context, newColumn));
  const aggregates: Aggregate[] = [];
  const grouped = new Set(groups.map(({ column }) => column));
  const scope = context.scope.with([...grouped]);
  const outputs = items.map((item): Assigned => {
    const before = aggregates.length;
    const aggregate = (call: CallExpression) => {
      const resolved = resolveAggregate(call, item, context, newColumn);
      if (!resolved) return NULL;
      aggregates.push(resolved);
      return columnValue(resolved.column);
    };
    const value = resolveExpression(item.value, { ...context, scope, stats: { groups: grouped, aggregate } });
    if (aggregates.length === before && value !== NULL) {
      context.problems.error(item.value, 'STATS computes aggregates such as COUNT(*): this is none.');
    }
    return { column: newColumn(item.name, value), value };
  });
  return { kind: 'stats', groups, aggregates, outputs };
}

function resolveGroup(item: Assignment, context: ExpressionContext, newColumn: NewColumn): Assigned {
  const value = resolveExpression(item.value, context);
  if (value.type === 'geo_point' || value.type === 'time-span') {
    context.problems.error(item.value, `STATS cannot group by ${describeType(value.type)}.`);
  }
  // Several values of one row become several groups, each with one.
  return { column: newColumn(item.name, { type: value.type, multi: false }), value };
}

function resolveAggregate(
  call: CallExpression,
  item: AggregateItem,
  context: ExpressionContext,
  newColumn: NewColumn,
): Aggregate | null {
  const { name, args, star } = call;
  const { problems } = context;
  if (!isAggregate(name)) return null;
  const signature = AGGREGATES[name];
  const [first, second] = args;
  const where = item.where ? condition(item.where, context) : null;
  if (!first) {
    if (name === 'COUNT') {
      return aggregateOf(name, null, where, MEDIAN, newColumn('', { type: 'long', multi: false }));
    }
    problems.error(call, star ? `${name}(*) has no meaning: name a column.` : `${name} takes a column.`);
    return null;
  }
  const value = resolveExpression(first, context);
  if (!takes(name, value)) {
    problems.error(first, `${name} does not work with ${describeType(value.type)}.`);
    return null;
  }
  if (value.multi && !signature.readsAll) {
    problems.error(first, `${name} reads one value of an event, and this column may hold several.`);
    return null;
  }
  const percentile = name === 'PERCENTILE' && second?.kind === 'number' ? Number(second.digits) : null;
  const argumentsMax = name === 'PERCENTILE' || name === 'COUNT_DISTINCT' ? 2 : 1;
  if (args.length > argumentsMax || (name === 'PERCENTILE' && !(percentile !== null && percentile <= 100))) {
    const wanted = name === 'PERCENTILE' ? 'a column and a number from 0 to 100' : 'one column';
    problems.error(call, `${name} takes ${wanted}.`);
    return null;
  }
  const type = signature.result === 'same' ? value.type : signature.result;
  const column = newColumn('', { type, multi: signature.gives === 'many' });
  return aggregateOf(name, value, where, percentile ?? MEDIAN, column);
}

function aggregateOf(
  name: AggregateName,
  value: Typed | null,
  where: Typed | null,
  percentile: number,
  column: Column,
): Aggregate {
  return { name, value, where, percentile, column };
}

function takes(name: AggregateName, { type }: Typed): boolean {
  switch (AGGREGATES[name].takes) {
    case 'number':
      return isNumber(type);
    case 'any':
      return type !== 'geo_point' && type !== 'time-span';
    default:
      return AGGREGATES[name].takes satisfies never;
  }
}

function columnValue(column: Column): Typed {
  return { kind: 'column', column, type: column.type, multi: column.multi };
}
