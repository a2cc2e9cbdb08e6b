/** TO_… and `::`: which type becomes which. */
import type { Span } from './ast';
import { describeType, isNumber, NULL } from './literals';
import type { ConvertTarget, Typed, ValueType } from './plan';
import type { Problems } from './problems';

const FUNCTIONS: Readonly<Record<string, ConvertTarget>> = {
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

/** What a function called `name` converts to; null when it is no conversion. */
export function conversionOf(name: string): ConvertTarget | null {
  return (Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined) ?? null;
}

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
