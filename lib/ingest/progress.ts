/** What happened to the records of a member, or of a whole bundle. */
export const COUNTERS = ['records', 'inserted', 'duplicates', 'conflicts', 'skipped', 'errors'] as const;
export type Counter = (typeof COUNTERS)[number];
export type Counters = Record<Counter, number>;

export function noCounters(): Counters {
  return { records: 0, inserted: 0, duplicates: 0, conflicts: 0, skipped: 0, errors: 0 };
}

/** A member or record that did not become an event. */
export interface Problem {
  readonly member: string;
  readonly kind: 'error' | 'skip';
  /** `record 17, byte 40213`, or empty for the whole member. */
  readonly position: string;
  readonly reason: string;
  readonly count: number;
}

/** What an ingest tells while it runs. Bytes are those of the source files, compressed as they came. */
export interface IngestProgress {
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly members: number;
  readonly records: number;
  readonly seconds: number;
}

export type OnProgress = (progress: IngestProgress) => void;
