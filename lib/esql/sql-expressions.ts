/**
 * Expressions as SQL. Null is ES|QL's null: comparisons and functions of it are null, and so are those of a column
 * that has more than one value in the row. Everything the query says is a parameter.
 */
import { planQuery } from '../kql/plan';
import { planText } from '../kql/to-sql';
import type { ArithmeticOperator, CompareOperator } from './ast';
import { sharedType } from './literals';
import type { PlainSpan, Typed, ValueType } from './plan';
import { convertSql } from './sql-conversions';
import { dateDiffSql, dateTruncSql, spanText } from './sql-dates';
import { functionSql } from './sql-functions';
import { columnSql, onlyOf, ordered, type SqlScope, sqlType, toLong } from './sql-values';

const COMPARE: Readonly<Record<Exclude<CompareOperator, '=~'>, string>> = {
  '==': '=',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** The one value of an expression, as `type`. Of several values there is none. */
export function oneSql(value: Typed, scope: SqlScope, type: ValueType = value.type): string {
  const sql = expressionSql(value, scope);
  const one = value.multi ? onlyOf(sql) : sql;
  if (value.type === 'null') return `null::${sqlType(type)}`;
  return value.type === 'long' && type === 'double' ? `(${one})::float8` : one;
}

/** All values of an expression as an array, as `type`. */
export function manySql(value: Typed, scope: SqlScope, type: ValueType = value.type): string {
  const array = `${sqlType(type)}[]`;
  if (value.type === 'null') return `null::${array}`;
  const sql = expressionSql(value, scope);
  if (!value.multi) return `array_remove(array[${sql}]::${array}, null)`;
  return value.type === type ? sql : `(${sql})::${array}`;
}

/** An expression in its own shape: an array when it may have several values, else a scalar. */
export function expressionSql(value: Typed, scope: SqlScope): string {
  const { parameters } = scope;
  const one = (part: Typed, type?: ValueType) => oneSql(part, scope, type);
  switch (value.kind) {
    case 'literal':
      return literalSql(value.value, value.type, scope);
    case 'list':
      return value.type === 'keyword' || value.type === 'null'
        ? parameters.bind(value.values, 'text[]')
        : `${parameters.bind(value.values, 'text[]')}::${sqlType(value.type)}[]`;
    case 'span':
      throw new Error('unreachable: a time span stands beside a date only');
    case 'column':
      return columnSql(value.column, scope);
    case 'call':
      return functionSql(value, scope);
    case 'convert':
      return convertedSql(value, scope);
    case 'arithmetic':
      return arithmeticSql(
        value.operator,
        one(value.left, value.type),
        one(value.right, value.type),
        value.type,
      );
    case 'date-shift':
      return shiftSql(value.operator, one(value.value, 'date'), value.span, scope);
    case 'compare':
      return comparisonSql(value, scope);
    case 'not':
      return `(not ${one(value.value, 'boolean')})`;
    case 'and':
    case 'or':
      return `(${value.operands.map((operand) => one(operand, 'boolean')).join(` ${value.kind} `)})`;
    case 'is-null':
      return nullTest(value.value, value.negated, scope);
    case 'in':
      return membershipSql(value, scope);
    case 'like':
      return anyPattern('like', one(value.value, 'keyword'), value.patterns, scope);
    case 'matches':
      return anyPattern('~', one(value.value, 'keyword'), value.patterns, scope);
    case 'case':
      return caseSql(value, scope);
    case 'date-trunc':
      return dateTruncSql(value.span, one(value.value, 'date'), parameters);
    case 'date-diff':
      return dateDiffSql(value.unit, one(value.from, 'date'), one(value.to, 'date'));
    case 'cidr': {
      const networks = `${parameters.bind(value.networks, 'text[]')}::inet[]`;
      return `(${one(value.value, 'ip')} <<= any(${networks}))`;
    }
    case 'replace': {
      const [pattern, replacement] = [value.pattern, value.replacement].map((text) => parameters.bind(text));
      return `regexp_replace(${one(value.value, 'keyword')}, ${pattern}, ${replacement}, 'g')`;
    }
    case 'kql':
      return `coalesce(${planText(planQuery(value.query), scope)}, false)`;
    default:
      return value satisfies never;
  }
}

/** Several values of `array` one by one, in their order; null results are left out. */
export function eachSql(array: string, result: (item: string) => string): string {
  const mapped = result('item');
  return `array(select mapped from (select ${mapped} as mapped, place from unnest(${array}) with ordinality as each_item (item, place)) as each_value where mapped is not null order by place)`;
}

function literalSql(text: string | null, type: ValueType, { parameters }: SqlScope): string {
  if (text === null) return 'null';
  switch (type) {
    case 'long':
      return parameters.bind(text, 'bigint');
    case 'double':
      return parameters.bind(text, 'float8');
    case 'boolean':
      return parameters.bind(text, 'boolean');
    case 'date':
      return parameters.bind(text, 'timestamptz');
    case 'ip':
      return parameters.bind(text, 'inet');
    case 'keyword':
    case 'null':
    case 'geo_point':
    case 'time-span':
      return `${parameters.bind(text)}::text`;
    default:
      return type satisfies never;
  }
}

function convertedSql({ to, value }: Extract<Typed, { kind: 'convert' }>, scope: SqlScope): string {
  if (value.type === 'null') return `null::${sqlType(to === 'integer' ? 'long' : to)}`;
  const sql = expressionSql(value, scope);
  return value.multi
    ? eachSql(sql, (item) => convertSql(item, value.type, to))
    : convertSql(sql, value.type, to);
}

/** Longs that leave 64 bits give null, as does division by zero; long by long is a whole number. */
function arithmeticSql(operator: ArithmeticOperator, left: string, right: string, type: ValueType): string {
  if (type === 'double') {
    if (operator === '/') return `(${left} / nullif(${right}, 0))`;
    if (operator === '%') return `mod((${left})::numeric, nullif((${right})::numeric, 0))::float8`;
    return `(${left} ${operator} ${right})`;
  }
  if (operator === '/') return toLong(`div((${left})::numeric, nullif(${right}, 0)::numeric)`);
  if (operator === '%') return `(${left} % nullif(${right}, 0))`;
  return toLong(`(${left})::numeric ${operator} (${right})::numeric`);
}

function shiftSql(operator: '+' | '-', date: string, span: PlainSpan, { parameters }: SqlScope): string {
  const interval = parameters.bind(spanText(span), 'interval');
  return `(((${date}) at time zone 'UTC' ${operator} ${interval}) at time zone 'UTC')`;
}

function comparisonSql(
  { operator, left, right }: Extract<Typed, { kind: 'compare' }>,
  scope: SqlScope,
): string {
  const type = sharedType(left.type, right.type) ?? 'null';
  const [first, second] = [oneSql(left, scope, type), oneSql(right, scope, type)];
  if (operator === '=~') return `(lower(${first}) = lower(${second}))`;
  const isEquality = operator === '==' || operator === '!=';
  return `(${isEquality ? first : ordered(first, type)} ${COMPARE[operator]} ${second})`;
}

function nullTest(value: Typed, negated: boolean, scope: SqlScope): string {
  const sql = expressionSql(value, scope);
  if (value.multi) return `(coalesce(cardinality(${sql}), 0) ${negated ? '>' : '='} 0)`;
  return `(${sql} is ${negated ? 'not ' : ''}null)`;
}

function membershipSql({ value, options }: Extract<Typed, { kind: 'in' }>, scope: SqlScope): string {
  const texts = options.flatMap((option) =>
    option.kind === 'literal' && option.type === 'keyword' && option.value !== null ? [option.value] : [],
  );
  if (value.type === 'keyword' && texts.length === options.length) {
    return `(${oneSql(value, scope)} = any(${scope.parameters.bind(texts, 'text[]')}))`;
  }
  let type: ValueType = value.type;
  for (const option of options) type = sharedType(type, option.type) ?? type;
  const list = options.map((option) => oneSql(option, scope, type));
  return `(${oneSql(value, scope, type)} in (${list.join(', ')}))`;
}

function anyPattern(
  operator: 'like' | '~',
  subject: string,
  patterns: readonly string[],
  { parameters }: SqlScope,
): string {
  const [first = ''] = patterns;
  return patterns.length === 1
    ? `(${subject} ${operator} ${parameters.bind(first)})`
    : `(${subject} ${operator} any(${parameters.bind(patterns, 'text[]')}))`;
}

function caseSql(value: Extract<Typed, { kind: 'case' }>, scope: SqlScope): string {
  const result = (part: Typed) =>
    value.multi ? manySql(part, scope, value.type) : oneSql(part, scope, value.type);
  const branches = value.branches.map(
    (branch) => `when ${oneSql(branch.when, scope, 'boolean')} then ${result(branch.value)}`,
  );
  const last = value.otherwise ? ` else ${result(value.otherwise)}` : '';
  return `(case ${branches.join(' ')}${last} end)`;
}
