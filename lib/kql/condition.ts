/**
 * What a clause asks of one field, once its value has been read as the field's type. The predicate and the SQL
 * both start from here, so that they cannot disagree about what a value means.
 */
import type { Field, ResolvedField } from '../ecs';
import { type Address, type Network, parseAddress, parseNetwork } from './addresses';
import type { LeafNode, RangeOperator, Value } from './ast';
import { parseDateSpan } from './dates';
import type { Glob } from './glob';
import { compareCodePoints, isUnstorable, matchesParts } from './text';

export type Condition =
  | { readonly kind: 'exists' }
  /** Equals any of the texts, case-sensitively. */
  | { readonly kind: 'one-of'; readonly texts: readonly string[] }
  /** Is the parts of any of the patterns, in order with anything between them, case-sensitively. */
  | { readonly kind: 'pattern'; readonly patterns: ReadonlyArray<readonly string[]> }
  /** Holds the parts in order anywhere; A to Z fold, the parts are already lower-case. */
  | { readonly kind: 'contains'; readonly parts: readonly string[] }
  | { readonly kind: 'text-range'; readonly operator: RangeOperator; readonly bound: string }
  /** Both ends inclusive. */
  | { readonly kind: 'long'; readonly from: bigint | null; readonly to: bigint | null }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** Milliseconds since 1970; `before` is exclusive. */
  | { readonly kind: 'date'; readonly from: number | null; readonly before: number | null }
  | { readonly kind: 'network'; readonly network: Network; readonly text: string }
  | {
      readonly kind: 'address-range';
      readonly operator: RangeOperator;
      readonly address: Address;
      readonly text: string;
    }
  // What follows only EQL can ask.
  /** Is any of the patterns; with `ignoreCase`, A to Z fold. */
  | { readonly kind: 'glob'; readonly globs: readonly Glob[]; readonly ignoreCase: boolean }
  /** Is wholly what a regular expression describes: as PostgreSQL writes it, and as a test in memory. */
  | { readonly kind: 'regex'; readonly sql: string; readonly matches: (text: string) => boolean }
  /** Has a length in UTF-16 units between two ends, both inclusive. */
  | { readonly kind: 'text-length'; readonly from: number | null; readonly to: number | null };

/** `condition` is a boolean when the answer is the same for every event. */
export interface Reading {
  readonly condition: Condition | boolean;
  /** Why the value does not fit the field. Such a clause matches nothing. */
  readonly error?: string;
  /** Why the clause, though well formed, cannot match. */
  readonly warning?: string;
}

/** Reads a clause on a known field; `nowMs` is what `now` means in dates. */
export function readCondition(target: ResolvedField, leaf: LeafNode, nowMs: number): Reading {
  const { field } = target;
  if (leaf.kind === 'exists') {
    return { condition: field.storage.kind === 'constant' ? true : { kind: 'exists' } };
  }
  const { value } = leaf;
  const name = [field.name, ...target.subPath].join('.');
  if (value.kind === 'null') {
    return fault(`null is no value to search for: write not ${name}: * to find events without the field.`);
  }
  if (isUnstorable(value.kind === 'wildcard' ? value.parts.join('') : valueText(value))) {
    return { condition: false, warning: 'The value holds a character that no stored text can hold.' };
  }
  const operator = leaf.kind === 'range' ? leaf.operator : null;
  if (value.kind === 'wildcard') return readWildcard(field, name, value.parts, operator);
  const text = valueText(value);
  switch (field.type) {
    case 'keyword':
    case 'flattened':
      return readText(field, text, operator);
    case 'constant_keyword':
      return readConstant(field, text, operator);
    case 'long':
      return readLong(name, text, operator);
    case 'boolean':
      return readBoolean(name, text, operator);
    case 'date':
      return readDate(name, text, operator, nowMs);
    case 'ip':
      return readIp(name, text, operator);
    case 'geo_point':
      return fault(`${name} holds coordinates: only ${name}: * (is it there?) can be asked of it.`);
    default:
      return field.type satisfies never;
  }
}

/** The text of a value that is not a wildcard. */
export function valueText(value: Exclude<Value, { kind: 'wildcard' }>): string {
  if (value.kind === 'literal') return value.text;
  return value.kind === 'boolean' ? String(value.value) : 'null';
}

const HOLDS: Readonly<Record<Exclude<Field['type'], 'keyword' | 'flattened' | 'constant_keyword'>, string>> =
  {
    long: 'whole numbers',
    boolean: 'true or false',
    date: 'dates',
    ip: 'IP addresses',
    geo_point: 'coordinates',
  };

function readWildcard(
  field: Field,
  name: string,
  parts: readonly string[],
  operator: RangeOperator | null,
): Reading {
  if (operator) return fault('A range needs a plain value: take the * out, or write \\* for a star.');
  switch (field.type) {
    case 'keyword':
    case 'flattened':
      return { condition: { kind: 'pattern', patterns: [parts] } };
    case 'constant_keyword':
      return { condition: field.storage.kind === 'constant' && matchesParts(field.storage.value, parts) };
    default: {
      const network = field.type === 'ip' ? ' Write a network, such as "10.0.0.0/8".' : '';
      return fault(`${name} holds ${HOLDS[field.type]}, which a wildcard cannot match.${network}`);
    }
  }
}

function readText(field: Field, text: string, operator: RangeOperator | null): Reading {
  if (operator) return { condition: { kind: 'text-range', operator, bound: text } };
  if (field.ignoreAbove !== undefined && text.length > field.ignoreAbove) {
    const limit = field.ignoreAbove;
    return { condition: false, warning: `${field.name} is searchable up to ${limit} characters only.` };
  }
  return { condition: { kind: 'one-of', texts: [text] } };
}

function readConstant(field: Field, text: string, operator: RangeOperator | null): Reading {
  if (operator) return fault(`${field.name} is the same on every event: a range of it means nothing.`);
  return {
    condition: field.storage.kind === 'constant' && compareCodePoints(field.storage.value, text) === 0,
  };
}

const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;

function readLong(name: string, text: string, operator: RangeOperator | null): Reading {
  const match = /^([+-]?\d{1,40})(?:\.(\d{1,40}))?$/.exec(text);
  const whole = match?.[1];
  if (whole === undefined) return fault(`${name} holds whole numbers, and ${shown(text)} is not one.`);
  const hasFraction = /[1-9]/.test(match?.[2] ?? '');
  const truncated = BigInt(whole.replace('+', ''));
  const floor = hasFraction && whole.startsWith('-') ? truncated - 1n : truncated;
  const ceil = hasFraction ? floor + 1n : floor;
  switch (operator) {
    case null:
      return hasFraction ? { condition: false } : longBetween(floor, floor);
    case 'gt':
      return longBetween(floor + 1n, null);
    case 'gte':
      return longBetween(ceil, null);
    case 'lt':
      return longBetween(null, ceil - 1n);
    case 'lte':
      return longBetween(null, floor);
    default:
      return operator satisfies never;
  }
}

/** Bounds outside 64 bits are dropped or decide the matter: PostgreSQL could not read them. */
function longBetween(from: bigint | null, to: bigint | null): Reading {
  if ((from !== null && from > LONG_MAX) || (to !== null && to < LONG_MIN)) return { condition: false };
  const low = from !== null && from < LONG_MIN ? null : from;
  const high = to !== null && to > LONG_MAX ? null : to;
  return {
    condition: low === null && high === null ? { kind: 'exists' } : { kind: 'long', from: low, to: high },
  };
}

function readBoolean(name: string, text: string, operator: RangeOperator | null): Reading {
  if (operator) return fault(`${name} is true or false: write ${name}: true or ${name}: false.`);
  if (text !== 'true' && text !== 'false') {
    return fault(`${name} is true or false, and ${shown(text)} is neither.`);
  }
  return { condition: { kind: 'boolean', value: text === 'true' } };
}

function readDate(name: string, text: string, operator: RangeOperator | null, nowMs: number): Reading {
  const span = parseDateSpan(text, nowMs);
  if (!span) {
    return fault(
      `${name} holds dates, and ${shown(text)} is not one: write 2023-07-10, "2023-07-10T11:55:35Z" or now-1d.`,
    );
  }
  const { from, before } = span;
  switch (operator) {
    case null:
      return { condition: { kind: 'date', from, before } };
    case 'gte':
      return { condition: { kind: 'date', from, before: null } };
    case 'gt':
      return { condition: { kind: 'date', from: before, before: null } };
    case 'lt':
      return { condition: { kind: 'date', from: null, before: from } };
    case 'lte':
      return { condition: { kind: 'date', from: null, before } };
    default:
      return operator satisfies never;
  }
}

function readIp(name: string, text: string, operator: RangeOperator | null): Reading {
  if (operator) {
    const address = parseAddress(text);
    return address
      ? { condition: { kind: 'address-range', operator, address, text } }
      : fault(`A range of ${name} needs an IP address, and ${shown(text)} is not one.`);
  }
  const network = parseNetwork(text);
  if (network) return { condition: { kind: 'network', network, text } };
  return fault(
    `${name} holds IP addresses, and ${shown(text)} is neither an address nor a network such as "10.0.0.0/8".`,
  );
}

function fault(error: string): Reading {
  return { condition: false, error };
}

/** A value in a message, cut to a length that leaves the sentence readable. */
function shown(text: string): string {
  return text.length > 40 ? `"${text.slice(0, 40)}…"` : `"${text}"`;
}
