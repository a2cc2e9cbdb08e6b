/** Function calls: what they take and give. Those with arguments of their own kind are `resolve-special`'s. */
import type { CallExpression, Expression, Span } from './ast';
import { isScalar, type Parameter, SCALARS, type ScalarName, type Signature } from './functions';
import { describeType, isNumber, NULL, sharedType } from './literals';
import type { Typed, ValueType } from './plan';
import { type Problems, shorten } from './problems';
import { conversionOf, convert } from './resolve-conversion';
import { type ExpressionContext, resolveExpression } from './resolve-expression';
import {
  resolveCase,
  resolveCidr,
  resolveDateDiff,
  resolveDateTrunc,
  resolveKql,
  resolveReplace,
} from './resolve-special';

/** Resolves a call of anything but an aggregate. */
export function resolveCall(call: CallExpression, context: ExpressionContext): Typed {
  const { name, args } = call;
  const target = conversionOf(name);
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
