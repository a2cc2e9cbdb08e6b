/** Literals that take the type of what they are compared with, as in Elasticsearch: "10.0.0.1" beside an address. */
import { parseAddress } from '../kql/addresses';
import { parseDateSpan } from '../kql/dates';
import type { Span } from './ast';
import type { Typed, ValueType } from './plan';
import type { Problems } from './problems';

export const NULL: Typed = { kind: 'literal', value: null, type: 'null', multi: false };

export function literal(type: ValueType, value: string): Typed {
  return { kind: 'literal', value, type, multi: false };
}

/** The time a text means, as ISO text with milliseconds; null when it is no date. `now` is a function in ES|QL. */
export function dateText(text: string): string | null {
  if (!/^\d/.test(text) || text.includes('|')) return null;
  const span = parseDateSpan(text, 0);
  return span ? new Date(span.from).toISOString() : null;
}

/** A quoted text becomes a date, an address or a boolean where one is wanted; anything else stays. */
export function fitted(value: Typed, wanted: ValueType, span: Span, problems: Problems): Typed {
  if (value.kind === 'list' && value.type === 'keyword' && isFromText(wanted)) {
    const values = value.values.map((text) => read(text, wanted));
    const fits = values.flatMap((each) => (each === null ? [] : [each]));
    if (fits.length === values.length) return { ...value, values: fits, type: wanted };
  }
  if (value.kind !== 'literal' || value.type !== 'keyword' || value.value === null) return value;
  if (!isFromText(wanted)) return value;
  const converted = read(value.value, wanted);
  if (converted !== null) return literal(wanted, converted);
  problems.error(span, `“${value.value.slice(0, 60)}” is not ${NOUNS[wanted]}.`);
  return NULL;
}

type FromText = 'date' | 'ip' | 'boolean';

const NOUNS: Readonly<Record<FromText, string>> = {
  date: 'a date: write it as 2024-05-31T12:00:00Z',
  ip: 'an IP address',
  boolean: 'true or false',
};

function isFromText(type: ValueType): type is FromText {
  return type === 'date' || type === 'ip' || type === 'boolean';
}

function read(text: string, wanted: FromText): string | null {
  switch (wanted) {
    case 'date':
      return dateText(text);
    case 'ip':
      return parseAddress(text) ? text : null;
    case 'boolean':
      return /^(?:true|false)$/i.test(text) ? text.toLowerCase() : null;
    default:
      return wanted satisfies never;
  }
}

/** The type two values share; null when they share none. */
export function sharedType(left: ValueType, right: ValueType): ValueType | null {
  if (left === right || right === 'null') return left;
  if (left === 'null') return right;
  return isNumber(left) && isNumber(right) ? 'double' : null;
}

export function isNumber(type: ValueType): boolean {
  return type === 'long' || type === 'double' || type === 'null';
}

/** A type as a sentence names it. */
export function describeType(type: ValueType): string {
  switch (type) {
    case 'keyword':
      return 'text';
    case 'long':
    case 'double':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'date':
      return 'a date';
    case 'ip':
      return 'an IP address';
    case 'geo_point':
      return 'a place on the map';
    case 'time-span':
      return 'a time span';
    case 'null':
      return 'null';
    default:
      return type satisfies never;
  }
}
