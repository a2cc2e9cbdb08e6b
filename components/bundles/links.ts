import type { EventLink } from '@/lib/bundles/schemas';
import { eventAddress } from '../events/search-params';

/** The events behind a number of a certificate. */
export function eventLinkAddress({ bundle, query, from, to }: EventLink): string {
  return eventAddress('/events', { q: query, from, to, bundle });
}

/** All events that a bundle brought. */
export function bundleEventsAddress(id: number): string {
  return eventAddress('/events', { bundle: id });
}
