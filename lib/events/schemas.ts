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
  /** Only what became an event by this bundle. */
  bundle: z.coerce.number<number | string>().int().positive().optional(),
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

/** Where a record lies: byte `offset` of the decompressed content of a member. */
export interface RecordLocation {
  readonly bundleId: number;
  readonly bundleName: string;
  readonly memberId: number;
  readonly member: string;
  readonly offset: number;
  readonly length: number;
}

/** Another place where the very same record came. */
export interface EventHolding extends RecordLocation {
  /** The whole file came again, byte for byte, and was not read again. */
  readonly sameFile: boolean;
}

/** A record with the id and time of an event and another body. */
export interface EventConflictRow {
  readonly id: number;
  readonly eventId: string;
  readonly eventTime: string;
  readonly action: string | null;
  readonly provider: string | null;
  /** The record that became the event. */
  readonly event: RecordLocation;
  /** The one that was kept apart. */
  readonly other: RecordLocation;
}

export const ListConflictsInput = z.object({
  /** Conflicts in which a record of this bundle takes part, on either side. */
  bundle: z.coerce.number().int().positive().optional(),
  event: z.guid().optional(),
  /** Last id of the page before. */
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type ListConflictsInput = z.input<typeof ListConflictsInput>;

export interface ConflictPage {
  readonly total: number;
  readonly conflicts: readonly EventConflictRow[];
  readonly nextAfter: number | null;
}

/** One difference between two records. Values are JSON text, null where the record has none. */
export interface FieldChange {
  /** `requestParameters.instancesSet.items[0].instanceId` */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly event: string | null;
  readonly other: string | null;
}

export interface ConflictComparison extends EventConflictRow {
  /** Both records exactly as they came. */
  readonly eventRaw: string;
  readonly otherRaw: string;
  /** At most 500. Empty when the two say the same and are written differently. */
  readonly changes: readonly FieldChange[];
  readonly changesTotal: number;
}

export interface EventDetail extends EventRow {
  readonly ecs: EcsDocument;
  readonly raw: string;
  readonly bundleName: string;
  readonly member: string;
  readonly memberId: number;
  /** Where the record lies in the member's decompressed content, in bytes. */
  readonly recordOffset: number;
  readonly recordLength: number;
  /** What the member was recognised as. */
  readonly envelope: string | null;
  /** ECS fields that events of this form cannot have, or only in part. */
  readonly lacks: readonly string[];
  /** The record came inside something else, and `raw` is without that. */
  readonly isCarried: boolean;
  /** Other places that hold the same record, at most 50 of `holdingsTotal`. */
  readonly holdings: readonly EventHolding[];
  readonly holdingsTotal: number;
  /** Records with this id and time and another body, at most 50 of `conflictsTotal`. */
  readonly conflicts: readonly EventConflictRow[];
  readonly conflictsTotal: number;
}
