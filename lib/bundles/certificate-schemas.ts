import type { DigestVerdict } from '../cloudtrail/digest-verdict';
import type { BundleProblem, BundleRow } from './schemas';

export type {
  ChainFinding,
  DigestVerdict,
  ListedLogFile,
  SignatureFinding,
} from '../cloudtrail/digest-verdict';

/**
 * The search that shows the events behind a number: those that became events by this bundle, that match the KQL
 * `query` (empty: all) and lie in [from, to). It finds exactly as many as the number beside it says.
 */
export interface EventLink {
  readonly bundle: number;
  readonly query: string;
  /** ISO-8601 UTC, null: open. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface EventExample {
  readonly eventId: string;
  readonly eventTime: string;
  readonly memberId: number;
  readonly member: string;
}

/** Members of one envelope and status, added up. */
export interface EnvelopeCount {
  /** Envelope as recognised by content; null for files that were refused unread. */
  readonly envelope: string | null;
  readonly status: string;
  readonly members: number;
  readonly bytes: number;
  readonly records: number;
  readonly inserted: number;
  readonly duplicates: number;
  readonly conflicts: number;
  readonly skipped: number;
  readonly errors: number;
}

/** What was not read, by reason. */
export interface ReasonCount {
  readonly kind: 'error' | 'skip';
  readonly reason: string;
  readonly count: number;
  readonly members: number;
  /** At most five, with member and position ("record 17, byte 40213"). */
  readonly examples: ReadonlyArray<BundleProblem & { readonly memberId: number | null }>;
}

/** A member whose bytes another member had already. */
export interface KnownMember {
  readonly memberId: number;
  readonly path: string;
  readonly sameAs: {
    readonly memberId: number;
    readonly bundleId: number;
    readonly bundleName: string;
    readonly path: string;
  };
}

/** Hours without a single record, from the end of one hour with records to the start of the next. */
export interface ActivityGap {
  readonly from: string;
  readonly to: string;
  readonly hours: number;
}

/** One account in one region: a row of the heat strip. */
export interface ActivityRow {
  /** Empty when the records name none. */
  readonly account: string;
  readonly region: string;
  readonly records: number;
  /** Records of the row that became events by this bundle. */
  readonly events: number;
  /** Start of the first and of the last hour with records. */
  readonly first: string;
  readonly last: string;
  /** Records per bucket, oldest first, as many as `Activity.buckets`. */
  readonly cells: readonly number[];
  /** Hours without records between `first` and `last`. */
  readonly gapHours: number;
  /** Number of uninterrupted gaps. */
  readonly gapCount: number;
  /** The longest ones, at most 50, in order of time. */
  readonly gaps: readonly ActivityGap[];
  readonly link: EventLink;
}

export interface Activity {
  /** Start of the first bucket. */
  readonly from: string;
  /** 1 for hours, 24 for days, and steps between and beyond, so that there are at most 400. */
  readonly bucketHours: number;
  readonly buckets: number;
  /** Busiest first, at most 200; `rowsTotal` says how many pairs there are. */
  readonly rows: readonly ActivityRow[];
  readonly rowsTotal: number;
  readonly gapHours: number;
  /** Records before `from` or behind the last bucket, of clocks far off: in the counts, not in the cells. */
  readonly outside: number;
  /** What a gap means, and what it does not. */
  readonly meaning: string;
}

export interface ValueCount {
  /** Empty when the events have none. */
  readonly value: string;
  readonly events: number;
  readonly link: EventLink;
}

/** Records that CloudTrail cut because a part was too large. */
export interface OmittedCount {
  /** Events with at least one part left out. */
  readonly events: number;
  readonly parts: ReadonlyArray<{
    /** The record's own name, e.g. `requestParameters`. */
    readonly part: string;
    readonly events: number;
    readonly link: EventLink;
  }>;
  readonly examples: readonly EventExample[];
  readonly link: EventLink;
}

/** Members of a form that cannot say everything. */
export interface LossyCount {
  readonly envelope: string;
  readonly members: number;
  readonly records: number;
  /** ECS fields that its events cannot have. */
  readonly lacks: readonly string[];
  /** At most 20. */
  readonly memberIds: readonly number[];
}

export type ClockOddityKind =
  | 'after_ingest'
  | 'before_cloudtrail'
  | 'long_before_the_rest'
  | 'after_its_file'
  | 'long_before_its_file';

/** Events whose time cannot be right, or is odd. Kinds without events are left out. */
export interface ClockOddity {
  readonly kind: ClockOddityKind;
  readonly sentence: string;
  readonly events: number;
  readonly examples: readonly EventExample[];
  /** Null where no search tells them apart (they are compared with the name of their file). */
  readonly link: EventLink | null;
}

export interface EvidenceCount {
  /** Members whose bytes can be given back as they came, known ones included. */
  readonly kept: number;
  /** Members of which nothing is kept: refused files. */
  readonly notKept: number;
  /** Of the kept ones, those that lean on the evidence of another bundle. */
  readonly elsewhere: number;
  /** Bytes of this bundle's evidence in the database, compressed. */
  readonly bytesStored: number;
  /** Bytes of the kept members as they came. */
  readonly bytesCame: number;
}

/** The health certificate of a bundle: what was in it, what came of it, and what is missing or odd. */
export interface Certificate {
  readonly bundle: BundleRow;
  readonly envelopes: readonly EnvelopeCount[];
  /** Most frequent first, at most 100 of `reasonsTotal`. */
  readonly problems: readonly ReasonCount[];
  readonly reasonsTotal: number;
  /** At most 200; `bundle.known` says how many there are. */
  readonly known: readonly KnownMember[];
  /** Null when the bundle has no events of its own. */
  readonly span: {
    readonly first: string;
    readonly last: string;
    readonly hours: number;
    readonly link: EventLink;
  } | null;
  /** Null when the bundle has no records with a time. */
  readonly activity: Activity | null;
  /** Largest first; accounts and regions at most 100, services at most 20. */
  readonly accounts: readonly ValueCount[];
  readonly regions: readonly ValueCount[];
  readonly services: readonly ValueCount[];
  readonly omitted: OmittedCount;
  readonly lossy: readonly LossyCount[];
  readonly clock: readonly ClockOddity[];
  readonly digests: DigestVerdict;
  readonly evidence: EvidenceCount;
}
