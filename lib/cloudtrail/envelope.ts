/** The exact bytes of one record, found but not yet parsed. */
export interface RecordSlice {
  readonly kind: 'record';
  /** A view into the bytes read; it stays valid, but copy it when it must outlive its piece of the stream cheaply. */
  readonly bytes: Buffer;
  /** Position of the first byte in the decompressed member. Slices come in ascending order. */
  readonly offset: number;
  readonly length: number;
  /** Place among the records of the member, counted from 0; a damaged record takes a place too. */
  readonly ordinal: number;
  /** Pass it to `parseRecord`: whether the record holds numbers or keys that need the slower, exact parse. */
  readonly needsExactParse: boolean;
}

/** Something in a member that could not be read. Reading goes on at the next record where there is one. */
export interface RecordProblem {
  readonly kind: 'problem';
  readonly offset: number;
  readonly ordinal: number;
  /** A sentence part for the report: what is wrong and, for damage, at which byte. */
  readonly reason: string;
}

export type RecordItem = RecordSlice | RecordProblem;

/**
 * How the records lie in a member. `digest` and `insight` say what its records are, `not-cloudtrail` that none of
 * the first hundred looked like CloudTrail, `not-json` that nothing could be read at all.
 */
export type EnvelopeKind =
  | 'records'
  | 'array'
  | 'single'
  | 'jsonl'
  | 'concatenated'
  | 'digest'
  | 'insight'
  | 'empty'
  | 'not-json'
  | 'not-cloudtrail';

/** Reads one member of one envelope family, piece by piece. */
export interface RecordScanner {
  /** Takes the next piece; returns what became complete with it. */
  push(bytes: Buffer): RecordItem[];
  /** Ends the member. `failure` says why the bytes broke off, when they did. */
  end(failure?: string): RecordItem[];
  /** How the records lay in what was read so far. */
  envelope(): EnvelopeKind;
  /** The text that gives the slices their meaning: a CSV's first line. Known before the first slice. */
  readonly header?: string | null;
}

/** One envelope family: how to recognise it from the first bytes of a member, and how to read it. */
export interface EnvelopeReader {
  readonly name: string;
  /** Decides on content; `head` holds at least the first 512 bytes, or all there are. */
  detects(head: Buffer): boolean;
  createScanner(limits: RecordLimits): RecordScanner;
}

export interface RecordLimits {
  /** Longest record in bytes; a longer one is reported and passed over. */
  readonly recordBytesMax: number;
}

export const DEFAULT_RECORD_LIMITS: RecordLimits = { recordBytesMax: 16 * 1024 * 1024 };
