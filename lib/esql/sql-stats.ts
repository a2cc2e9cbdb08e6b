/**
 * STATS as SQL, in two steps: the grouping itself, and around it what turns raw aggregates into columns. Beside the
 * query's own columns every group carries which events it is made of.
 */
import type { Aggregate, Assigned, StatsStage, ValueType } from './plan';
import { expressionSql, manySql, oneSql } from './sql-expressions';
import { computedName, ordered, type SqlScope, sqlType } from './sql-values';

/** How many of a group's events are named, the latest first. */
export const EVENTS_MAX = 100;

/** What the rows before the STATS are: events, events that may occur twice, or groups of events. */
export type RowKind = 'events' | 'repeated-events' | 'groups';

/** Compiles a STATS over the relation `from`, whose alias is the scope's. */
export function statsSql(stage: StatsStage, from: string, rows: RowKind, scope: SqlScope): string {
  const { alias } = scope;
  const keys = stage.groups.map((group, index) => groupKey(group, index, scope));
  const aggregates = stage.aggregates.map((aggregate) => compileAggregate(aggregate, scope));
  const events = contributingEvents(rows, alias);
  const grouping = [
    'select',
    [...keys.map(({ column }) => column), ...aggregates.map(({ inner }) => inner), ...events.inner].join(
      ', ',
    ),
    `from ${from} as ${alias}`,
    ...keys.map(({ join }) => join),
    keys.length > 0 ? `group by ${keys.map(({ column }) => column).join(', ')}` : '',
  ].join(' ');
  const named = aggregates.flatMap(({ outer }) => (outer === null ? [] : [outer]));
  return `select grouped.*, ${[...named, ...events.outer].join(', ')} from (${grouping}) as grouped ${events.join}`;
}

/** A group's key; of several values of one row each is a key of its own, and a row without any has the key null. */
function groupKey(
  { column, value }: Assigned,
  index: number,
  scope: SqlScope,
): { column: string; join: string } {
  const key = `k${index}`;
  const bare = computedName(column);
  const join = value.multi
    ? `left join lateral (select distinct item as ${bare} from unnest(${expressionSql(value, scope)}) as item where item is not null) as ${key} on true`
    : `cross join lateral (select ${oneSql(value, scope)} as ${bare}) as ${key}`;
  return { column: `${key}.${bare}`, join };
}

interface CompiledAggregate {
  /** In the grouping select. */
  readonly inner: string;
  /** Around it, when the raw aggregate is not yet the column. */
  readonly outer: string | null;
}

function compileAggregate(aggregate: Aggregate, scope: SqlScope): CompiledAggregate {
  const { column, where, value } = aggregate;
  const name = computedName(column);
  const condition = where ? oneSql(where, scope, 'boolean') : null;
  if (value?.multi && (aggregate.name === 'VALUES' || aggregate.name === 'COUNT_DISTINCT')) {
    return flattened(aggregate, name, expressionSql(value, scope), condition);
  }
  return { inner: `${aggregateSql(aggregate, condition, scope)} as ${name}`, outer: null };
}

/** PostgreSQL cannot join arrays while it groups, so they are collected as JSON and taken apart afterwards. */
function flattened(
  { name: aggregate, value }: Aggregate,
  name: string,
  array: string,
  condition: string | null,
): CompiledAggregate {
  const type: ValueType = value?.type ?? 'keyword';
  const raw = `raw_${name}`;
  const items = `jsonb_array_elements(grouped.${raw}) as row_values (list), jsonb_array_elements_text(row_values.list) as leaf (item)`;
  const item = ordered(`leaf.item::${sqlType(type)}`, type);
  const outer =
    aggregate === 'VALUES'
      ? `(select array_agg(distinct ${item} order by ${item}) from ${items}) as ${name}`
      : `(select count(distinct ${item}) from ${items}) as ${name}`;
  return {
    inner: `jsonb_agg(to_jsonb(${array}))${filter(condition, `cardinality(${array}) > 0`)} as ${raw}`,
    outer,
  };
}

function aggregateSql(aggregate: Aggregate, condition: string | null, scope: SqlScope): string {
  const { name, value, percentile } = aggregate;
  if (!value) return `count(*)${filter(condition)}`;
  const type = value.type;
  const one = () => oneSql(value, scope);
  const every = () => manySql(value, scope);
  switch (name) {
    case 'COUNT':
      return value.multi
        ? `coalesce(sum(cardinality(${every()}))${filter(condition)}, 0)::bigint`
        : `count(${one()})${filter(condition)}`;
    case 'COUNT_DISTINCT':
      return `count(distinct ${one()})${filter(condition)}`;
    case 'MIN':
    case 'MAX': {
      const sqlName =
        name === 'MIN' ? (type === 'boolean' ? 'bool_and' : 'min') : type === 'boolean' ? 'bool_or' : 'max';
      const input = value.multi
        ? `(select ${sqlName}(${ordered('item', type)}) from unnest(${every()}) as item)`
        : one();
      return `${sqlName}(${ordered(input, type)})${filter(condition)}`;
    }
    case 'SUM': {
      const sum = `sum(${one()})${filter(condition)}`;
      if (type === 'double') return sum;
      return `(case when ${sum} between -9223372036854775808 and 9223372036854775807 then (${sum})::bigint end)`;
    }
    case 'AVG':
      return `avg(${oneSql(value, scope, 'double')})${filter(condition)}`;
    case 'STD_DEV':
      return `stddev_pop(${oneSql(value, scope, 'double')})${filter(condition)}`;
    case 'MEDIAN':
    case 'PERCENTILE': {
      const fraction = scope.parameters.bind(String(percentile / 100), 'float8');
      return `percentile_cont(${fraction}) within group (order by ${oneSql(value, scope, 'double')})${filter(condition)}`;
    }
    case 'VALUES': {
      const item = ordered(one(), type);
      return `array_agg(distinct ${item} order by ${item})${filter(condition, `${one()} is not null`)}`;
    }
    default:
      return name satisfies never;
  }
}

function filter(...conditions: ReadonlyArray<string | null>): string {
  const all = conditions.filter((condition) => condition !== null);
  return all.length > 0 ? ` filter (where ${all.join(' and ')})` : '';
}

interface ContributingEvents {
  /** Columns of the grouping select. */
  readonly inner: readonly string[];
  /** Columns around it, and what they are read from. */
  readonly outer: readonly string[];
  readonly join: string;
}

/**
 * The events behind a group: how many, the time of the first, and the latest with their times. Of groups of groups the
 * count is the sum of theirs, so an event that was in two of them counts twice.
 */
function contributingEvents(rows: RowKind, alias: string): ContributingEvents {
  const time = `${alias}.event_time`;
  const id = `${alias}.event_id`;
  switch (rows) {
    case 'events': {
      const newest = (column: string) =>
        `(array_agg(${column} order by ${time} desc, ${id} desc))[1:${EVENTS_MAX}]`;
      return {
        inner: [
          'count(*) as event_count',
          `min(${time}) as first_event_time`,
          `${newest(id)} as event_ids`,
          `${newest(time)} as event_times`,
        ],
        outer: ['grouped.event_ids[1] as event_id', 'grouped.event_times[1] as event_time'],
        join: '',
      };
    }
    case 'repeated-events':
      return fromPairs([
        `count(distinct (${time}, ${id})) as event_count`,
        `min(${time}) as first_event_time`,
        `jsonb_agg(distinct jsonb_build_array(array[${id}], array[${time}])) as raw_events`,
      ]);
    case 'groups':
      return fromPairs([
        `coalesce(sum(${alias}.event_count), 0)::bigint as event_count`,
        `min(${alias}.first_event_time) as first_event_time`,
        `jsonb_agg(jsonb_build_array(coalesce(${alias}.event_ids, '{}'), coalesce(${alias}.event_times, '{}'))) as raw_events`,
      ]);
    default:
      return rows satisfies never;
  }
}

/** `raw_events` holds pairs of lists, of ids and of their times. */
function fromPairs(inner: readonly string[]): ContributingEvents {
  const order = 'order by at desc, id desc';
  return {
    inner,
    outer: [
      'latest.event_ids',
      'latest.event_times',
      'latest.event_ids[1] as event_id',
      'latest.event_times[1] as event_time',
    ],
    join: `cross join lateral (
      select array_agg(id ${order}) as event_ids, array_agg(at ${order}) as event_times
        from (select distinct ids.id::uuid as id, times.at::timestamptz as at
                from jsonb_array_elements(grouped.raw_events) as raw (pair),
                     jsonb_array_elements_text(raw.pair -> 0) with ordinality as ids (id, place)
                     join lateral jsonb_array_elements_text(raw.pair -> 1) with ordinality as times (at, place) using (place)
               ${order} limit ${EVENTS_MAX}) as newest) as latest`,
  };
}
