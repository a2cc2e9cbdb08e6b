/** Gives every expression its columns and its type, and says what does not fit. */
import { parseRegex } from '../kql/regex';
import { regexToSql } from '../kql/regex-sql';
import type { ArithmeticOperator, CallExpression, Expression, NameText, PatternText, Span } from './ast';
import { isAggregate } from './functions';
import { likePattern } from './like';
import { describeType, fitted, isNumber, literal, NULL, sharedType } from './literals';
import type { Column, PlainSpan, Typed, ValueType } from './plan';
import { type Problems, shorten } from './problems';
import { resolveCall } from './resolve-call';
import { convert, convertTarget } from './resolve-conversion';
import type { Scope } from './scope';
import { spanDays } from './time-units';

/** Far beyond any rule, and far within PostgreSQL's calendar. */
const SPAN_DAYS_MAX = 36_525;

/** What an expression is read in. */
export interface ExpressionContext {
  readonly scope: Scope;
  readonly problems: Problems;
  /** Notes an ECS field that is named. */
  readonly uses: (field: string) => void;
  /** Set around what a STATS command computes: what it groups by, and what takes an aggregate. */
  readonly stats?: {
    readonly groups: ReadonlySet<Column>;
    readonly aggregate: (call: CallExpression) => Typed;
  };
}

export function resolveExpression(expression: Expression, context: ExpressionContext): Typed {
  const { problems } = context;
  const read = (inner: Expression) => resolveExpression(inner, context);
  switch (expression.kind) {
    case 'text':
      return literal('keyword', expression.value);
    case 'number':
      return numberLiteral(expression, problems);
    case 'boolean':
      return literal('boolean', String(expression.value));
    case 'null':
      return NULL;
    case 'time-span':
      return spanLiteral(expression, problems);
    case 'list':
      return resolveList(expression, context);
    case 'name':
      return resolveName(expression, context);
    case 'call':
      if (isAggregate(expression.name)) return resolveAggregate(expression, context);
      return resolveCall(expression, context);
    case 'cast': {
      const target = convertTarget(expression.type);
      if (target) return convert(read(expression.value), target, expression, problems);
      problems.error(expression, `There is no type ${shorten(expression.type)} to convert to.`);
      return NULL;
    }
    case 'negate':
      return arithmetic('-', literal('long', '0'), read(expression.value), expression, problems);
    case 'arithmetic': {
      const { operator, left, right } = expression;
      return arithmetic(operator, read(left), read(right), expression, problems);
    }
    case 'compare':
      return resolveComparison(expression, context);
    case 'not':
      return { kind: 'not', value: condition(expression.value, context), type: 'boolean', multi: false };
    case 'and':
    case 'or': {
      const operands = expression.operands.map((operand) => condition(operand, context));
      return { kind: expression.kind, operands, type: 'boolean', multi: false };
    }
    case 'is-null': {
      const value = read(expression.value);
      return { kind: 'is-null', value, negated: expression.negated, type: 'boolean', multi: false };
    }
    case 'in':
      return resolveIn(expression, context);
    case 'like':
    case 'rlike':
      return resolveLike(expression, context);
    default:
      return expression satisfies never;
  }
}

/** An expression that has to be true or false. */
export function condition(expression: Expression, context: ExpressionContext): Typed {
  const value = resolveExpression(expression, context);
  const fits = fitted(value, 'boolean', expression, context.problems);
  if (fits.type === 'boolean' || fits.type === 'null') return fits;
  context.problems.error(expression, `A condition is wanted here, this is ${describeType(fits.type)}.`);
  return NULL;
}

function resolveName(name: NameText, { scope, problems, uses, stats }: ExpressionContext): Typed {
  const column = scope.find(name, problems);
  if (!column) return NULL;
  if (stats && !stats.groups.has(column)) {
    problems.error(
      name,
      `${shorten(name.name)} has to stand inside an aggregate such as VALUES(), or behind BY.`,
    );
    return NULL;
  }
  if (column.source.kind === 'field') uses(name.name);
  return { kind: 'column', column, type: column.type, multi: column.multi };
}

function resolveAggregate(call: CallExpression, { stats, problems }: ExpressionContext): Typed {
  if (stats) return stats.aggregate(call);
  problems.error(call, `${call.name} can only stand in a STATS command, and not inside another aggregate.`);
  return NULL;
}

function resolveList(list: Extract<Expression, { kind: 'list' }>, context: ExpressionContext): Typed {
  const items = list.items.map((item) => resolveExpression(item, context));
  let type: ValueType | null = 'null';
  for (const item of items) type = type && sharedType(type, item.type);
  const values = items.flatMap((item) =>
    item.kind === 'literal' && item.value !== null ? [item.value] : [],
  );
  if (type !== null && values.length === items.length) return { kind: 'list', values, type, multi: true };
  context.problems.error(list, 'A list in [ ] has to hold literals of one type.');
  return NULL;
}

function numberLiteral(
  { digits, decimal, start, end }: Extract<Expression, { kind: 'number' }>,
  problems: Problems,
): Typed {
  const isLong = !decimal && BigInt(digits) < 2n ** 63n;
  if (isLong) return literal('long', digits);
  if (Number.isFinite(Number(digits))) return literal('double', digits);
  problems.error({ start, end }, `${digits.slice(0, 40)} is too large a number.`);
  return NULL;
}

function spanLiteral({ amount, unit, start, end }: PlainSpan & Span, problems: Problems): Typed {
  if (spanDays({ amount, unit }) <= SPAN_DAYS_MAX) {
    return { kind: 'span', span: { amount, unit }, type: 'time-span', multi: false };
  }
  problems.error({ start, end }, 'The time span is longer than 100 years.');
  return NULL;
}

function arithmetic(
  operator: ArithmeticOperator,
  left: Typed,
  right: Typed,
  at: Expression,
  problems: Problems,
): Typed {
  const shifts = operator === '+' || operator === '-';
  if (shifts && left.type === 'date' && right.kind === 'span') {
    return { kind: 'date-shift', operator, value: left, span: right.span, type: 'date', multi: false };
  }
  if (operator === '+' && left.kind === 'span' && right.type === 'date') {
    return { kind: 'date-shift', operator, value: right, span: left.span, type: 'date', multi: false };
  }
  if (isNumber(left.type) && isNumber(right.type)) {
    const type = left.type === 'double' || right.type === 'double' ? 'double' : 'long';
    return { kind: 'arithmetic', operator, left, right, type, multi: false };
  }
  const wrong = isNumber(left.type) ? right : left;
  problems.error(at, `${operator} works with numbers; this is ${describeType(wrong.type)}.`);
  return NULL;
}

function resolveComparison(
  expression: Extract<Expression, { kind: 'compare' }>,
  context: ExpressionContext,
): Typed {
  const { problems } = context;
  const first = resolveExpression(expression.left, context);
  const second = resolveExpression(expression.right, context);
  const left = fitted(first, second.type, expression.left, problems);
  const right = fitted(second, left.type, expression.right, problems);
  const { operator } = expression;
  const type = sharedType(left.type, right.type);
  if (type === null || type === 'geo_point' || type === 'time-span') {
    const told = `${describeType(left.type)} with ${describeType(right.type)}`;
    problems.error(expression, `${operator} cannot compare ${told}.`);
    return NULL;
  }
  if (
    (operator === '=~' && type !== 'keyword' && type !== 'null') ||
    (type === 'boolean' && /[<>]/.test(operator))
  ) {
    problems.error(expression, `${operator} cannot compare ${describeType(type)}.`);
    return NULL;
  }
  return { kind: 'compare', operator, left, right, type: 'boolean', multi: false };
}

function resolveIn(expression: Extract<Expression, { kind: 'in' }>, context: ExpressionContext): Typed {
  const { problems } = context;
  const first = resolveExpression(expression.value, context);
  const options: Typed[] = [];
  let value = first;
  for (const option of expression.options) {
    const read = resolveExpression(option, context);
    value = fitted(value, read.type, expression.value, problems);
    const fits = fitted(read, value.type, option, problems);
    if (sharedType(value.type, fits.type) === null) {
      problems.error(
        option,
        `IN cannot compare ${describeType(value.type)} with ${describeType(fits.type)}.`,
      );
    } else {
      options.push(fits);
    }
  }
  const found: Typed = { kind: 'in', value, options, type: 'boolean', multi: false };
  return expression.negated ? { kind: 'not', value: found, type: 'boolean', multi: false } : found;
}

function resolveLike(
  expression: Extract<Expression, { kind: 'like' | 'rlike' }>,
  context: ExpressionContext,
): Typed {
  const { problems } = context;
  const value = resolveExpression(expression.value, context);
  if (value.type !== 'keyword' && value.type !== 'null') {
    const name = expression.kind.toUpperCase();
    problems.error(expression.value, `${name} works with text; this is ${describeType(value.type)}.`);
    return NULL;
  }
  const compile = expression.kind === 'like' ? compileLike : compileRegex;
  const patterns = expression.patterns.flatMap((pattern) => compile(pattern, problems) ?? []);
  const kind = expression.kind === 'like' ? 'like' : 'matches';
  const found: Typed = { kind, value, patterns, type: 'boolean', multi: false };
  return expression.negated ? { kind: 'not', value: found, type: 'boolean', multi: false } : found;
}

function compileLike(pattern: PatternText, problems: Problems): string | null {
  const sql = likePattern(pattern);
  if (sql === null) {
    problems.error(pattern, 'A backslash in a LIKE pattern escapes *, ? or \\ only: write \\\\ for itself.');
  }
  return sql;
}

function compileRegex(pattern: PatternText, problems: Problems): string | null {
  const regex = parseRegex(pattern.text, false);
  if (!('error' in regex)) return regexToSql(regex);
  problems.error(pattern, regex.error);
  return null;
}
