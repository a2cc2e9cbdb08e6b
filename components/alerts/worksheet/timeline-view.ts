import { parseAsBoolean, parseAsIsoDateTime, parseAsStringLiteral } from 'nuqs/server';
import { presetRange, type TimeRange } from '@/lib/charts';

/** What of the timeline the URL holds. Read by the route on the server too, so no client-only code here. */
export const timelineParsers = {
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  only: parseAsStringLiteral(['write', 'error']),
  table: parseAsBoolean.withDefault(false),
};

/** The range the URL asks for, else the hour about the alert. */
export function shownRange(from: Date | null, to: Date | null, alertTime: string): TimeRange {
  if (from && to && from < to) return { from: from.toISOString(), to: to.toISOString() };
  return presetRange('1h', alertTime);
}
