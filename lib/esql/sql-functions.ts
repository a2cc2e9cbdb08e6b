/** The functions' SQL. Arguments are compiled as scalars unless a function takes all values of a column. */
import type { Typed, ValueType } from './plan';
import { fromBase64Sql } from './sql-base64';
import { eachSql, expressionSql, manySql, oneSql } from './sql-expressions';
import { ordered, type SqlScope, sqlType, toLong } from './sql-values';

type Call = Extract<Typed, { kind: 'call' }>;

/** Compiles a call in the shape the signature gives it. */
export function functionSql(call: Call, scope: SqlScope): string {
  const { name, args, type } = call;
  const [first, second, third] = args;
  const one = (value: Typed | undefined, as: ValueType) =>
    value ? oneSql(value, scope, as) : `null::${sqlType(as)}`;
  const text = (value: Typed | undefined) => one(value, 'keyword');
  const whole = (value: Typed | undefined) =>
    `least(greatest(${one(value, 'long')}, -1000000), 1000000)::int`;
  const values = (value: Typed | undefined) =>
    value ? manySql(value, scope, listType(call, value)) : 'null';
  switch (name) {
    case 'ABS':
      return `abs(${one(first, type)})`;
    case 'CEIL':
    case 'FLOOR':
      return type === 'long' ? one(first, type) : `${name.toLowerCase()}(${one(first, type)})`;
    case 'ROUND':
      return roundSql(one(first, type), second ? whole(second) : '0', type);
    case 'COALESCE':
      return coalesceSql(call, scope);
    case 'GREATEST':
    case 'LEAST':
      return extremeSql(
        name,
        args.map((arg) => extremeArgument(name, arg, scope, type)),
        type,
      );
    case 'NOW':
      return `(${scope.now})`;
    case 'CONCAT':
      return `(${args.map(text).join(' || ')})`;
    case 'CONTAINS':
      return `(strpos(${text(first)}, ${text(second)}) > 0)`;
    case 'STARTS_WITH':
      return `starts_with(${text(first)}, ${text(second)})`;
    case 'ENDS_WITH':
      // right(…, 0) is the empty text, which every text ends with.
      return `(right(${text(first)}, length(${text(second)})) = ${text(second)})`;
    case 'LENGTH':
      return `length(${text(first)})::bigint`;
    case 'LOCATE':
      return `strpos(${text(first)}, ${text(second)})::bigint`;
    case 'TRIM':
      return `btrim(${text(first)}, ${SPACES})`;
    case 'LTRIM':
    case 'RTRIM':
      return `${name.toLowerCase()}(${text(first)}, ${SPACES})`;
    case 'REVERSE':
      return `reverse(${text(first)})`;
    case 'TO_UPPER':
    case 'TO_LOWER':
      return caseFolded(name === 'TO_UPPER' ? 'upper' : 'lower', first, scope);
    case 'FROM_BASE64':
      return fromBase64Sql(text(first));
    case 'TO_BASE64':
      return `replace(encode(convert_to(${text(first)}, 'UTF8'), 'base64'), E'\\n', '')`;
    case 'LEFT':
    case 'RIGHT':
      return `${name.toLowerCase()}(${text(first)}, greatest(${whole(second)}, 0))`;
    case 'SUBSTRING':
      return substringSql(text(first), whole(second), third ? whole(third) : null);
    case 'SPLIT':
      return splitSql(text(first), text(second));
    case 'MV_COUNT':
      return `nullif(cardinality(${values(first)}), 0)::bigint`;
    case 'MV_FIRST':
      return `(${values(first)})[1]`;
    case 'MV_LAST':
      return lastSql(values(first));
    case 'MV_MIN':
      return aggregated('min', values(first), type);
    case 'MV_MAX':
      return aggregated('max', values(first), type);
    case 'MV_SUM':
      return aggregated('sum', values(first), type);
    case 'MV_AVG':
      return `(select avg(item::float8) from unnest(${values(first)}) as item)`;
    case 'MV_DEDUPE':
    case 'MV_SORT':
      return `array(select ${name === 'MV_DEDUPE' ? 'distinct ' : ''}${ordered('item', type)} from unnest(${values(first)}) as item order by 1)`;
    case 'MV_APPEND':
      return appendSql(values(first), values(second));
    case 'MV_CONTAINS':
      return `(coalesce(${values(first)}, '{}') @> coalesce(${values(second)}, '{}'))`;
    case 'MV_CONCAT':
      return `(select array_to_string(list, ${text(second)}) from (select ${values(first)} as list) as listed where cardinality(list) > 0)`;
    default:
      return name satisfies never;
  }
}

/** What Elasticsearch trims: the white space of Java's strings, as far as a trail has it. */
const SPACES = `E' \\t\\n\\r\\f\\u000b'`;

/** The two lists of one call are compared or joined as one type. */
function listType({ name, args }: Call, value: Typed): ValueType {
  if (name !== 'MV_APPEND' && name !== 'MV_CONTAINS') return value.type;
  const types = args.map(({ type }) => type);
  if (types.includes('double') && types.includes('long')) return 'double';
  return types.find((type) => type !== 'null') ?? 'null';
}

function roundSql(sql: string, decimals: string, type: ValueType): string {
  if (type === 'double') return `round((${sql})::numeric, ${decimals})::float8`;
  return `round((${sql})::numeric, least(${decimals}, 0))::bigint`;
}

function coalesceSql({ args, type, multi }: Call, scope: SqlScope): string {
  const values = args.map((arg) =>
    multi ? `nullif(${manySql(arg, scope, type)}, '{}')` : oneSql(arg, scope, type),
  );
  return `coalesce(${values.join(', ')})`;
}

/** Of an argument with several values only the extreme one counts. */
function extremeArgument(name: 'GREATEST' | 'LEAST', value: Typed, scope: SqlScope, type: ValueType): string {
  if (!value.multi) return oneSql(value, scope, type);
  return aggregated(name === 'GREATEST' ? 'max' : 'min', manySql(value, scope, type), type);
}

/** Null as soon as one value is null, unlike PostgreSQL's own. */
function extremeSql(name: 'GREATEST' | 'LEAST', values: readonly string[], type: ValueType): string {
  const numbered = values.map((value, index) => `${value} as v${index}`);
  const names = values.map((_, index) => `v${index}`);
  const extreme = `${name.toLowerCase()}(${names.map((each) => ordered(each, type)).join(', ')})`;
  return `(select case when num_nulls(${names.join(', ')}) = 0 then ${extreme} end from (select ${numbered.join(', ')}) as compared)`;
}

function caseFolded(sqlName: 'upper' | 'lower', value: Typed | undefined, scope: SqlScope): string {
  if (!value?.multi) return `${sqlName}(${value ? oneSql(value, scope, 'keyword') : 'null::text'})`;
  return eachSql(expressionSql(value, scope), (item) => `${sqlName}(${item})`);
}

/** Counted from 1; 0 is 1, and a negative start counts from the end. */
function substringSql(text: string, start: string, length: string | null): string {
  const from = `case when first_char > 0 then first_char when first_char = 0 then 1 else greatest(length(whole_text) + first_char + 1, 1) end`;
  const count = length === null ? '' : `, greatest(${length}, 0)`;
  return `(select substr(whole_text, ${from}${count}) from (select ${text} as whole_text, ${start} as first_char) as cut)`;
}

function splitSql(text: string, delimiter: string): string {
  return `(select case when whole_text = '' then array[''] else string_to_array(whole_text, delimiter) end from (select ${text} as whole_text, ${delimiter} as delimiter) as split where delimiter is not null)`;
}

function lastSql(array: string): string {
  return `(select list[cardinality(list)] from (select ${array} as list) as listed)`;
}

/** The least, greatest or sum of an array's values. */
export function aggregated(aggregate: 'min' | 'max' | 'sum', array: string, type: ValueType): string {
  const item = type === 'boolean' ? 'item::int' : ordered('item', type);
  const sum = `(select ${aggregate}(${item}) from unnest(${array}) as item)`;
  if (type === 'boolean') return `(${sum}::boolean)`;
  if (aggregate !== 'sum' || type === 'double') return sum;
  return toLong(sum);
}

/** Null when either side is. */
function appendSql(left: string, right: string): string {
  return `(select case when cardinality(head) > 0 and cardinality(tail) > 0 then head || tail end from (select ${left} as head, ${right} as tail) as appended)`;
}
