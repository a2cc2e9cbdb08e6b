import type { TimeRange } from '@/lib/charts';
import { queryString } from '@/lib/queries/query-string';

/** The events page with a question already asked. */
export function eventsHref(query: string, range?: Partial<TimeRange>): string {
  return `/events${queryString({ query, from: range?.from, to: range?.to })}`;
}

/** `field: "value"` in KQL. The value is log content, so it is quoted whatever it holds. */
export function fieldIs(field: string, value: string): string {
  return `${field}: "${value.replace(/["\\]/g, '\\$&')}"`;
}

export function allOf(...conditions: readonly string[]): string {
  return conditions.join(' and ');
}

export function eventHref(eventId: string): string {
  return `/events/${encodeURIComponent(eventId)}`;
}
