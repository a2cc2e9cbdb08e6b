/** Which functions there are, what they take and what they give. Their SQL is in `sql-functions`. */
import type { ValueType } from './plan';

/** What an argument has to be. `values` takes all values of a column; the others are null when there are several. */
export type Parameter = 'text' | 'number' | 'integer' | 'any' | 'values' | 'numbers' | 'texts';

export interface Signature {
  readonly parameters: readonly Parameter[];
  /** How many of the parameters may be left out at the end. */
  readonly optional?: number;
  /** The last parameter may be given any number of times. */
  readonly variadic?: boolean;
  /** `same`: the type of the first argument; `shared`: the one all arguments agree on. */
  readonly result: ValueType | 'same' | 'shared';
  /** What it gives may be several values. `each`: one for every value of the first argument. */
  readonly gives?: 'many' | 'each';
}

const TEXT: Signature = { parameters: ['text'], result: 'keyword' };
const TEXT_EACH: Signature = { ...TEXT, gives: 'each' };
const TEXT_TEST: Signature = { parameters: ['text', 'text'], result: 'boolean' };
const NUMBER: Signature = { parameters: ['number'], result: 'same' };
const ONE_OF: Signature = { parameters: ['values'], result: 'same' };
const REORDERED: Signature = { parameters: ['values'], result: 'same', gives: 'many' };

export const SCALARS = {
  ABS: NUMBER,
  CEIL: NUMBER,
  FLOOR: NUMBER,
  ROUND: { parameters: ['number', 'integer'], optional: 1, result: 'same' },
  COALESCE: { parameters: ['any'], variadic: true, result: 'shared' },
  GREATEST: { parameters: ['any'], variadic: true, result: 'shared' },
  LEAST: { parameters: ['any'], variadic: true, result: 'shared' },
  NOW: { parameters: [], result: 'date' },
  CONCAT: { parameters: ['text'], variadic: true, result: 'keyword' },
  CONTAINS: TEXT_TEST,
  STARTS_WITH: TEXT_TEST,
  ENDS_WITH: TEXT_TEST,
  LENGTH: { parameters: ['text'], result: 'long' },
  LOCATE: { parameters: ['text', 'text'], result: 'long' },
  TRIM: TEXT,
  LTRIM: TEXT,
  RTRIM: TEXT,
  REVERSE: TEXT,
  TO_UPPER: TEXT_EACH,
  TO_LOWER: TEXT_EACH,
  FROM_BASE64: TEXT,
  TO_BASE64: TEXT,
  LEFT: { parameters: ['text', 'integer'], result: 'keyword' },
  RIGHT: { parameters: ['text', 'integer'], result: 'keyword' },
  SUBSTRING: { parameters: ['text', 'integer', 'integer'], optional: 1, result: 'keyword' },
  SPLIT: { parameters: ['text', 'text'], result: 'keyword', gives: 'many' },
  MV_COUNT: { parameters: ['values'], result: 'long' },
  MV_FIRST: ONE_OF,
  MV_LAST: ONE_OF,
  MV_MIN: ONE_OF,
  MV_MAX: ONE_OF,
  MV_SUM: { parameters: ['numbers'], result: 'same' },
  MV_AVG: { parameters: ['numbers'], result: 'double' },
  MV_DEDUPE: REORDERED,
  MV_SORT: REORDERED,
  MV_APPEND: { parameters: ['values', 'values'], result: 'shared', gives: 'many' },
  MV_CONTAINS: { parameters: ['values', 'values'], result: 'boolean' },
  MV_CONCAT: { parameters: ['texts', 'text'], result: 'keyword' },
} as const satisfies Record<string, Signature>;

export type ScalarName = keyof typeof SCALARS;

export type AggregateName =
  | 'AVG'
  | 'COUNT'
  | 'COUNT_DISTINCT'
  | 'MAX'
  | 'MEDIAN'
  | 'MIN'
  | 'PERCENTILE'
  | 'STD_DEV'
  | 'SUM'
  | 'VALUES';

/** What an aggregate takes and gives. */
export interface AggregateSignature {
  readonly takes: 'any' | 'number';
  readonly result: ValueType | 'same';
  readonly gives?: 'many';
  /** Takes all values of a row that has several; the others refuse such a column. */
  readonly readsAll: boolean;
}

export const AGGREGATES: Readonly<Record<AggregateName, AggregateSignature>> = {
  AVG: { takes: 'number', result: 'double', readsAll: false },
  COUNT: { takes: 'any', result: 'long', readsAll: true },
  COUNT_DISTINCT: { takes: 'any', result: 'long', readsAll: true },
  MAX: { takes: 'any', result: 'same', readsAll: true },
  MEDIAN: { takes: 'number', result: 'double', readsAll: false },
  MIN: { takes: 'any', result: 'same', readsAll: true },
  PERCENTILE: { takes: 'number', result: 'double', readsAll: false },
  STD_DEV: { takes: 'number', result: 'double', readsAll: false },
  SUM: { takes: 'number', result: 'same', readsAll: false },
  VALUES: { takes: 'any', result: 'same', gives: 'many', readsAll: true },
};

export function isAggregate(name: string): name is AggregateName {
  return Object.hasOwn(AGGREGATES, name);
}

export function isScalar(name: string): name is ScalarName {
  return Object.hasOwn(SCALARS, name);
}
