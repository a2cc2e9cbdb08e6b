import type { TimeRange } from '@/lib/charts';
import { kql, printValue } from '@/lib/kql';
import { eventAddress } from '../../events/search-params';

/** The events page with a question already asked. */
export function eventsHref(query: string, range?: TimeRange): string {
  return eventAddress('/events', { q: query, from: range?.from ?? null, to: range?.to ?? null });
}

/** `field: "value"` in KQL. The value is log content, so it is quoted whatever it holds. */
export function fieldIs(field: string, value: string): string {
  return `${field}: ${printValue(kql.literal(value))}`;
}

export function allOf(...conditions: readonly string[]): string {
  return conditions.join(' and ');
}

export function eventHref(eventId: string): string {
  return `/events/${encodeURIComponent(eventId)}`;
}
