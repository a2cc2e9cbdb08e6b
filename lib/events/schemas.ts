import { z } from 'zod';
import type { EcsDocument } from '../ecs';

/** One event in a list: what a row or a point of a timeline shows. */
export interface EventRow {
  readonly eventId: string;
  readonly eventTime: string;
  readonly action: string | null;
  readonly provider: string | null;
  readonly outcome: string | null;
  readonly errorCode: string | null;
  readonly readOnly: boolean | null;
  readonly principalArn: string | null;
  readonly userName: string | null;
  readonly accessKeyId: string | null;
  readonly sourceAddress: string | null;
  readonly sourceCountry: string | null;
  readonly userAgent: string | null;
  readonly accountId: string | null;
  readonly region: string | null;
  /** The first instance id or resource the event names. */
  readonly resource: string | null;
  readonly bundleId: number;
}

export const SearchEventsInput = z.object({
  /** KQL; empty matches all. */
  query: z.string().max(10_000).default(''),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  order: z.enum(['asc', 'desc']).default('desc'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export type SearchEventsInput = z.input<typeof SearchEventsInput>;

export interface EventPage {
  readonly total: number;
  readonly events: readonly EventRow[];
  readonly nextCursor: string | null;
}

export interface EventDetail extends EventRow {
  readonly ecs: EcsDocument;
  readonly raw: string;
  readonly bundleName: string;
  readonly member: string;
}
