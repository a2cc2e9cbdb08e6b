import type { TimeUnit } from './ast';

const NAMES: Readonly<Record<TimeUnit, readonly string[]>> = {
  millisecond: ['millisecond', 'milliseconds', 'ms'],
  second: ['second', 'seconds', 'sec', 's'],
  minute: ['minute', 'minutes', 'min', 'm'],
  hour: ['hour', 'hours', 'h'],
  day: ['day', 'days', 'd'],
  week: ['week', 'weeks', 'w'],
  month: ['month', 'months', 'mo'],
  quarter: ['quarter', 'quarters', 'q'],
  year: ['year', 'years', 'yr', 'y'],
};

const UNITS: ReadonlyMap<string, TimeUnit> = new Map(
  (Object.keys(NAMES) as TimeUnit[]).flatMap((unit) => NAMES[unit].map((name) => [name, unit] as const)),
);

/** The unit of a time span, by any name ES|QL has for it. */
export function timeUnit(word: string): TimeUnit | null {
  return UNITS.get(word) ?? null;
}

/** Units of fixed length, in milliseconds; the length of a month depends on which. */
export const FIXED_UNIT_MS = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
} as const satisfies Partial<Record<TimeUnit, number>>;

/** About how long a span is, in days. */
export function spanDays({ amount, unit }: { readonly amount: number; readonly unit: TimeUnit }): number {
  switch (unit) {
    case 'month':
      return amount * 30.4375;
    case 'quarter':
      return amount * 91.3125;
    case 'year':
      return amount * 365.25;
    default:
      return (amount * FIXED_UNIT_MS[unit]) / FIXED_UNIT_MS.day;
  }
}

/** What DATE_DIFF counts, by the names and abbreviations of Elasticsearch. */
const DIFF_NAMES: Readonly<Record<TimeUnit, readonly string[]>> = {
  millisecond: ['millisecond', 'milliseconds', 'ms'],
  second: ['second', 'seconds', 'ss', 's'],
  minute: ['minute', 'minutes', 'mi', 'n'],
  hour: ['hour', 'hours', 'hh'],
  day: ['day', 'days', 'dd', 'd', 'dayofyear', 'dy', 'y', 'weekday', 'weekdays', 'dw'],
  week: ['week', 'weeks', 'wk', 'ww'],
  month: ['month', 'months', 'mm', 'm'],
  quarter: ['quarter', 'quarters', 'qq', 'q'],
  year: ['year', 'years', 'yyyy', 'yy'],
};

const DIFF_UNITS: ReadonlyMap<string, TimeUnit> = new Map(
  (Object.keys(DIFF_NAMES) as TimeUnit[]).flatMap((unit) =>
    DIFF_NAMES[unit].map((name) => [name, unit] as const),
  ),
);

export function diffUnit(text: string): TimeUnit | null {
  return DIFF_UNITS.get(text.toLowerCase()) ?? null;
}
