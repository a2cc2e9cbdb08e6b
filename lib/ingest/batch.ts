import type { NewEvent } from '../events/columns';
import { type Counters, noCounters, type Problem } from './progress';

/** Uncompressed bytes of a member from a record boundary to the next cut, already compressed. */
export interface NewSegment {
  readonly id: number;
  readonly memberId: number;
  readonly memberOffset: number;
  readonly length: number;
  readonly data: Buffer;
}

/** What is known of a member when it ends. */
export interface MemberEnd {
  readonly envelope: string;
  readonly status: 'done' | 'failed';
  readonly sha256: string | null;
  readonly bytes: number;
  readonly reason: string | null;
}

export interface MemberChange {
  readonly counters: Counters;
  end: MemberEnd | null;
}

/** Events, evidence and bookkeeping that go into the database in one transaction. */
export class Batch {
  readonly events: Array<NewEvent & { readonly memberId: number }> = [];
  readonly segments: NewSegment[] = [];
  readonly problems: Problem[] = [];
  readonly members = new Map<number, MemberChange>();

  member(id: number): MemberChange {
    const known = this.members.get(id);
    if (known) return known;
    const change: MemberChange = { counters: noCounters(), end: null };
    this.members.set(id, change);
    return change;
  }

  get isEmpty(): boolean {
    return this.events.length === 0 && this.segments.length === 0 && this.members.size === 0;
  }
}
