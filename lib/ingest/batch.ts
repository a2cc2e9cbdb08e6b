import type { RecordPlace } from '../events/columns';
import { type Row, RowBuffer } from '../events/row-buffer';
import { type Counters, noCounters, type Problem } from './progress';

/** A record that is an event, ready to be written. */
export interface BatchEvent {
  readonly eventId: string;
  /** ISO time with milliseconds: texts of one form, which compare as times do. */
  readonly eventTime: string;
  readonly accountId: string;
  readonly region: string;
  readonly place: RecordPlace;
  readonly memberId: number;
  /** Fields its form cannot have; empty for whole records. */
  readonly lacks: readonly string[];
  /** The row as a binary COPY takes it. */
  readonly row: Row;
  /** Where to read the record again: to tell a conflict from the same record written differently. */
  readonly content: Buffer;
  readonly header: string | null;
}

/** A stretch of a member's decompressed bytes, packed. */
export interface NewSegment {
  readonly id: number;
  readonly memberId: number;
  readonly memberOffset: number;
  /** Unpacked length. */
  readonly length: number;
  readonly codec: 'gzip' | 'none';
  readonly data: Uint8Array;
}

/** A member that is read in one go: its row is written once, with everything. */
export interface NewMember {
  readonly id: number;
  readonly path: string;
  readonly envelope: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly contentSha256: string;
  readonly contentBytes: number;
  readonly header: string | null;
  readonly keptAs: 'whole' | 'segments';
}

/** Events, evidence and bookkeeping that go into the database in one transaction. */
export class Batch {
  readonly events: BatchEvent[] = [];
  readonly segments: NewSegment[] = [];
  readonly problems: Problem[] = [];
  readonly members: NewMember[] = [];
  readonly rows = new RowBuffer();
  readonly digests: Array<{ readonly memberId: number; readonly body: string }> = [];
  private readonly perMember = new Map<number, { counters: Counters; lacks: Set<string> }>();

  counters(memberId: number): Counters {
    return this.member(memberId).counters;
  }

  lacks(memberId: number): Set<string> {
    return this.member(memberId).lacks;
  }

  private member(memberId: number) {
    const known = this.perMember.get(memberId);
    if (known) return known;
    const member = { counters: noCounters(), lacks: new Set<string>() };
    this.perMember.set(memberId, member);
    return member;
  }
}
