/** Functions: the ones that are plain calls by their signature, and those with literals that are read beforehand. */
import { fieldsUsed, parseKql } from '../kql';
import { parseNetwork } from '../kql/addresses';
import type { CallExpression, Expression, Span } from './ast';
import { isScalar, type Parameter, SCALARS, type ScalarName, type Signature } from './functions';
import { describeType, fitted, isNumber, NULL, sharedType } from './literals';
import type { ConvertTarget, Typed, ValueType } from './plan';
import { type Problems, shorten } from './problems';
import { condition, type ExpressionContext, resolveExpression } from './resolve-expression';
import { PatternError, textRegex } from './text-regex';
import { diffUnit } from './time-units';

const CONVERSIONS: Readonly<Record<string, ConvertTarget>> = {
  TO_STRING: 'keyword',
  TO_STR: 'keyword',
  TO_LONG: 'long',
  TO_INTEGER: 'integer',
  TO_INT: 'integer',
  TO_DOUBLE: 'double',
  TO_DBL: 'double',
  TO_BOOLEAN: 'boolean',
  TO_BOOL: 'boolean',
  TO_DATETIME: 'date',
  TO_DT: 'date',
  TO_IP: 'ip',
};

const CAST_TYPES: Readonly<Record<string, ConvertTarget>> = {
  string: 'keyword',
  keyword: 'keyword',
  long: 'long',
  integer: 'integer',
  int: 'integer',
  double: 'double',
  boolean: 'boolean',
  bool: 'boolean',
  datetime: 'date',
  date: 'date',
  ip: 'ip',
};

/** What `::name` converts to. */
export function convertTarget(name: string): ConvertTarget | null {
  return (Object.hasOwn(CAST_TYPES, name) ? CAST_TYPES[name] : undefined) ?? null;
}

export function convert(value: Typed, to: ConvertTarget, at: Span, problems: Problems): Typed {
  const type: ValueType = to === 'integer' ? 'long' : to;
  const isPossible =
    value.type === 'null' ||
    value.type === type ||
    value.type === 'keyword' ||
    (to === 'keyword' && value.type !== 'geo_point' && value.type !== 'time-span') ||
    (to !== 'ip' && isNumber(value.type)) ||
    (value.type === 'boolean' && to !== 'date' && to !== 'ip') ||
    (value.type === 'date' && (to === 'long' || to === 'double'));
  if (isPossible) return { kind: 'convert', to, value, type, multi: value.multi };
  problems.error(at, `Nothing converts ${describeType(value.type)} to ${describeType(type)}.`);
  return NULL;
}

/** Resolves a call of anything but an aggregate. */
export function resolveCall(call: CallExpression, context: ExpressionContext): Typed {
  const { name, args } = call;
  const target = Object.hasOwn(CONVERSIONS, name) ? CONVERSIONS[name] : undefined;
  const [first] = args;
  if (target && first && args.length === 1) {
    return convert(resolveExpression(first, context), target, call, context.problems);
  }
  if (isScalar(name)) return resolveScalar(call, name, context);
  switch (name) {
    case 'CASE':
      return resolveCase(call, context);
    case 'DATE_TRUNC':
      return resolveDateTrunc(call, args[0], args[1], context);
    case 'BUCKET':
    case 'BIN':
      return resolveDateTrunc(call, args[1], args[0], context);
    case 'DATE_DIFF':
      return resolveDateDiff(call, context);
    case 'CIDR_MATCH':
      return resolveCidr(call, context);
    case 'REPLACE':
      return resolveReplace(call, context);
    case 'KQL':
      return resolveKql(call, context);
    default:
      context.problems.error(
        call,
        target ? `${name} takes one value.` : `The function ${shorten(name)} is not supported here.`,
      );
      return NULL;
  }
}

function resolveScalar(call: CallExpression, name: ScalarName, context: ExpressionContext): Typed {
  const signature: Signature = SCALARS[name];
  const { parameters, optional = 0, variadic = false } = signature;
  const count = call.args.length;
  if (count < parameters.length - optional || (count > parameters.length && !variadic)) {
    context.problems.error(call, `${name} takes ${countText(signature)}, not ${count}.`);
    return NULL;
  }
  const read = call.args.map((arg) => resolveExpression(arg, context));
  const args = read.map((value, index) => {
    const parameter = parameters[Math.min(index, parameters.length - 1)] ?? 'any';
    const at: Expression = call.args[index] ?? call;
    return checked(value, parameter, name, at, context.problems);
  });
  const type = resultType(signature, name, args, call, context.problems);
  const [first] = args;
  const multi =
    signature.gives === 'many' ||
    (signature.gives === 'each' && first?.multi === true) ||
    (name === 'COALESCE' && args.some((arg) => arg.multi));
  return type === null ? NULL : { kind: 'call', name, args, type, multi };
}

/** `1 argument`, `2 to 3 arguments`, `1 argument or more`. */
function countText({ parameters, optional = 0, variadic }: Signature): string {
  const most = parameters.length;
  const least = most - optional;
  const noun = most === 1 ? 'argument' : 'arguments';
  if (variadic) return `${least} ${noun} or more`;
  return least === most ? `${most} ${noun}` : `${least} to ${most} ${noun}`;
}

function resultType(
  { result }: Signature,
  name: string,
  args: readonly Typed[],
  call: CallExpression,
  problems: Problems,
): ValueType | null {
  if (result !== 'same' && result !== 'shared') return result;
  if (result === 'same') return args[0]?.type ?? 'null';
  let type: ValueType | null = 'null';
  for (const arg of args) type = type && sharedType(type, arg.type);
  if (type === null) problems.error(call, `The values of ${name} have to be of one type.`);
  return type;
}

function checked(value: Typed, parameter: Parameter, name: string, at: Span, problems: Problems): Typed {
  if (value.type === 'null' || fits(value, parameter)) return value;
  const wanted = WANTED[parameter];
  problems.error(at, `${name} wants ${wanted} here; this is ${describeType(value.type)}.`);
  return NULL;
}

const WANTED: Readonly<Record<Parameter, string>> = {
  text: 'text',
  texts: 'text',
  number: 'a number',
  numbers: 'numbers',
  integer: 'a whole number',
  any: 'a value',
  values: 'a value',
};

function fits({ type }: Typed, parameter: Parameter): boolean {
  switch (parameter) {
    case 'text':
    case 'texts':
      return type === 'keyword';
    case 'number':
    case 'numbers':
      return isNumber(type);
    case 'integer':
      return type === 'long';
    case 'any':
    case 'values':
      return type !== 'time-span' && type !== 'geo_point';
    default:
      return parameter satisfies never;
  }
}

function resolveCase(call: CallExpression, context: ExpressionContext): Typed {
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

function resolveDateTrunc(
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

function resolveDateDiff(call: CallExpression, context: ExpressionContext): Typed {
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

function resolveCidr(call: CallExpression, context: ExpressionContext): Typed {
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

function resolveReplace(call: CallExpression, context: ExpressionContext): Typed {
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

function resolveKql(call: CallExpression, context: ExpressionContext): Typed {
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
