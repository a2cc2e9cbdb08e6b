import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import type { EventSearchInput } from '@/lib/queries/events';

/** The search, in the address: any page links to the events behind a number by writing one. */
export const eventParsers = {
  q: parseAsString.withDefault(''),
  from: parseAsString,
  to: parseAsString,
  /** Only what became an event by this bundle. */
  bundle: parseAsInteger,
  order: parseAsStringLiteral(['asc', 'desc'] as const).withDefault('desc'),
};

export type EventSearchState = inferParserType<typeof eventParsers>;

export const loadEventSearch = createLoader(eventParsers);
export const eventAddress = createSerializer(eventParsers);

export function toSearchInput({ q, from, to, bundle, order }: EventSearchState): EventSearchInput {
  return { query: q, from: from ?? undefined, to: to ?? undefined, bundle: bundle ?? undefined, order };
}
