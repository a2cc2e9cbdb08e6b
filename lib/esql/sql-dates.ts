/** Dates in UTC, whatever the session's time zone is. */
import type { SqlParameters } from '../kql/sql-parameters';
import type { TimeUnit } from './ast';
import type { PlainSpan } from './plan';
import { FIXED_UNIT_MS } from './time-units';

/** A span as PostgreSQL writes an interval. */
export function spanText({ amount, unit }: PlainSpan): string {
  return unit === 'quarter' ? `${amount * 3} months` : `${amount} ${unit}s`;
}

/**
 * The start of the piece of time a date lies in. Spans of fixed length are counted from 1970-01-01; a week starts on
 * Monday, and months, quarters and years are the calendar's.
 */
export function dateTruncSql(span: PlainSpan, date: string, parameters: SqlParameters): string {
  const { amount, unit } = span;
  const calendar = amount === 3 && unit === 'month' ? 'quarter' : unit;
  switch (calendar) {
    case 'month':
    case 'quarter':
    case 'year':
      return `date_trunc('${calendar}', ${date}, 'UTC')`;
    case 'week':
      if (amount === 1) return `date_trunc('week', ${date}, 'UTC')`;
      break;
    default:
      break;
  }
  const interval = parameters.bind(spanText(span), 'interval');
  return `date_bin(${interval}, ${date}, timestamptz '1970-01-01 00:00:00+00')`;
}

/** Whole units from one date to another, cut towards zero. */
export function dateDiffSql(unit: TimeUnit, from: string, to: string): string {
  switch (unit) {
    case 'month':
    case 'quarter':
    case 'year':
      return `div(${monthsBetween(from, to)}, ${MONTHS[unit]})::bigint`;
    default:
      return `div(extract(epoch from ((${to}) - (${from}))) * 1000, ${FIXED_UNIT_MS[unit]})::bigint`;
  }
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

function monthsBetween(from: string, to: string): string {
  const age = `age((${to}) at time zone 'UTC', (${from}) at time zone 'UTC')`;
  return `(select extract(year from between_dates) * 12 + extract(month from between_dates) from (select ${age} as between_dates) as ages)`;
}
