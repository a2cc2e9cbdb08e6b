/** Functions with arguments of their own kind: conditions, time spans, quoted patterns, networks, KQL. */
import { fieldsUsed, parseKql } from '../kql';
import { parseNetwork } from '../kql/addresses';
import type { CallExpression, Expression } from './ast';
import { describeType, fitted, NULL, sharedType } from './literals';
import type { Typed, ValueType } from './plan';
import { condition, type ExpressionContext, resolveExpression } from './resolve-expression';
import { PatternError, textRegex } from './text-regex';
import { diffUnit } from './time-units';

export function resolveCase(call: CallExpression, context: ExpressionContext): Typed {
  const { args } = call;
  if (args.length < 2) {
    context.problems.error(
      call,
      'CASE takes a condition and a value, any number of times, and a last value.',
    );
    return NULL;
  }
  const branches = [];
  for (let index = 0; index + 1 < args.length; index += 2) {
    const [when, value] = [args[index], args[index + 1]];
    if (when && value)
      branches.push({ when: condition(when, context), value: resolveExpression(value, context) });
  }
  const last = args.length % 2 === 1 ? args.at(-1) : undefined;
  const otherwise = last ? resolveExpression(last, context) : null;
  const values = [...branches.map(({ value }) => value), ...(otherwise ? [otherwise] : [])];
  let type: ValueType | null = 'null';
  for (const value of values) type = type && sharedType(type, value.type);
  if (type === null) {
    context.problems.error(call, 'The values of CASE have to be of one type.');
    return NULL;
  }
  return { kind: 'case', branches, otherwise, type, multi: values.some(({ multi }) => multi) };
}

export function resolveDateTrunc(
  call: CallExpression,
  spanArg: Expression | undefined,
  valueArg: Expression | undefined,
  context: ExpressionContext,
): Typed {
  const { problems } = context;
  const span = spanArg && resolveExpression(spanArg, context);
  const read = valueArg && resolveExpression(valueArg, context);
  if (call.args.length !== 2 || !read || span?.kind !== 'span') {
    problems.error(call, `${call.name} takes a date and a time span such as 5 minutes.`);
    return NULL;
  }
  const value = fitted(read, 'date', valueArg, problems);
  const { amount, unit } = span.span;
  const isCalendar = unit === 'month' || unit === 'quarter' || unit === 'year';
  if (amount < 1 || (isCalendar && amount !== 1 && !(unit === 'month' && amount === 3))) {
    problems.error(call, `${call.name} cannot cut time into pieces of ${amount} ${unit}s here.`);
    return NULL;
  }
  if (value.type !== 'date' && value.type !== 'null') {
    problems.error(call, `${call.name} works with dates; this is ${describeType(value.type)}.`);
    return NULL;
  }
  return { kind: 'date-trunc', span: span.span, value, type: 'date', multi: false };
}

export function resolveDateDiff(call: CallExpression, context: ExpressionContext): Typed {
  const [unitArg, ...dates] = call.args;
  const unit = unitArg?.kind === 'text' ? diffUnit(unitArg.value) : null;
  const [from, to] = dates.map((arg) =>
    fitted(resolveExpression(arg, context), 'date', arg, context.problems),
  );
  const areDates = [from, to].every((value) => value?.type === 'date' || value?.type === 'null');
  if (!unit || !from || !to || !areDates || call.args.length !== 3) {
    context.problems.error(call, 'DATE_DIFF takes a unit such as "seconds" and two dates.');
    return NULL;
  }
  return { kind: 'date-diff', unit, from, to, type: 'long', multi: false };
}

export function resolveCidr(call: CallExpression, context: ExpressionContext): Typed {
  const [valueArg, ...blocks] = call.args;
  const value = valueArg && fitted(resolveExpression(valueArg, context), 'ip', valueArg, context.problems);
  const networks = blocks.flatMap((block) => {
    if (block.kind === 'text' && parseNetwork(block.value)) return [block.value];
    context.problems.error(block, 'CIDR_MATCH wants quoted networks such as "10.0.0.0/8".');
    return [];
  });
  if (!value || blocks.length === 0 || (value.type !== 'ip' && value.type !== 'null')) {
    context.problems.error(call, 'CIDR_MATCH takes an IP address and one network or more.');
    return NULL;
  }
  return { kind: 'cidr', value, networks, type: 'boolean', multi: false };
}

export function resolveReplace(call: CallExpression, context: ExpressionContext): Typed {
  const [valueArg, pattern, replacement] = call.args;
  const value = valueArg && resolveExpression(valueArg, context);
  const isText = value?.type === 'keyword' || value?.type === 'null';
  if (!value || !isText || pattern?.kind !== 'text' || replacement?.kind !== 'text') {
    context.problems.error(call, 'REPLACE takes a text, a quoted pattern and a quoted replacement.');
    return NULL;
  }
  try {
    const { sql } = textRegex(pattern.value, { capturesPlain: true });
    return {
      kind: 'replace',
      value,
      pattern: sql,
      replacement: replacementSql(replacement.value),
      type: 'keyword',
      multi: false,
    };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    context.problems.error(pattern, error.message);
    return NULL;
  }
}

/** Java's `$1` is PostgreSQL's `\1`; either's escape is a backslash. */
function replacementSql(text: string): string {
  return text.replace(/\\(.)|\$(\d)|\\/g, (whole, escaped?: string, group?: string) => {
    if (group !== undefined) return group === '0' ? '\\&' : `\\${group}`;
    if (escaped !== undefined && escaped !== '\\') return escaped;
    return whole === '\\' || escaped === '\\' ? '\\\\' : whole;
  });
}

export function resolveKql(call: CallExpression, context: ExpressionContext): Typed {
  const [arg] = call.args;
  const { problems } = context;
  if (arg?.kind !== 'text' || call.args.length !== 1) {
    problems.error(call, 'KQL takes one quoted query.');
    return NULL;
  }
  if (!context.scope.hasEvents) {
    problems.error(call, 'KQL can only be asked about events: put it before STATS.');
    return NULL;
  }
  const result = parseKql(arg.value);
  if (!result.ok) {
    problems.error(arg, result.message);
    return NULL;
  }
  for (const { severity, message } of result.problems) {
    if (severity === 'error') problems.error(arg, message);
  }
  for (const { name } of fieldsUsed(result.ast)) context.uses(name);
  return { kind: 'kql', query: result.ast, type: 'boolean', multi: false };
}
