import type { TimeRange } from '@/lib/charts';
import { eventAddress } from '../../events/search-params';

/** The events page with a question already asked. */
export function eventsHref(query: string, range?: TimeRange): string {
  return eventAddress('/events', { q: query, from: range?.from ?? null, to: range?.to ?? null });
}

export function allOf(...conditions: readonly string[]): string {
  return conditions.join(' and ');
}

export function eventHref(eventId: string): string {
  return `/events/${encodeURIComponent(eventId)}`;
}
