import { z } from 'zod';

export type * from './certificate-schemas';
export type * from './deletion-schemas';

export const BundleStatus = z.enum(['receiving', 'queued', 'running', 'done', 'failed', 'deleting']);
export type BundleStatus = z.infer<typeof BundleStatus>;

export interface BundleRow {
  readonly id: number;
  readonly name: string;
  readonly origin: 'upload' | 'cli' | 'sample' | 'api' | 's3';
  readonly status: BundleStatus;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Bytes as uploaded (compressed); `bytesRead / bytesTotal` is the progress. */
  readonly bytesTotal: number;
  readonly bytesRead: number;
  readonly members: number;
  readonly records: number;
  readonly inserted: number;
  readonly duplicates: number;
  readonly conflicts: number;
  readonly skipped: number;
  readonly errors: number;
  /** Members whose bytes another member had already: their records count as duplicates. */
  readonly known: number;
  readonly firstEvent: string | null;
  readonly lastEvent: string | null;
  readonly message: string | null;
}

/** What a program that pushed hears of its bundle. */
export interface PushedBundle
  extends Pick<BundleRow, 'name' | 'status' | 'message' | 'createdAt' | 'finishedAt' | 'members' | 'records'>,
    Pick<BundleRow, 'inserted' | 'duplicates' | 'conflicts' | 'skipped' | 'errors'> {
  readonly bundleId: number;
}

export interface BundleMemberRow {
  readonly id: number;
  readonly path: string;
  readonly envelope: string | null;
  readonly status: string;
  readonly sha256: string | null;
  readonly bytes: number;
  readonly records: number;
  readonly inserted: number;
  readonly duplicates: number;
  readonly conflicts: number;
  readonly skipped: number;
  readonly errors: number;
  readonly reason: string | null;
  /** The member, of this or another bundle, that had the same bytes when this one came. */
  readonly sameAs: number | null;
  /** How the bytes as they came are kept; `none`: they are not. */
  readonly keptAs: 'segments' | 'whole' | 'parts' | 'none';
}

/** Whether the evidence of a member still is what came: its SHA-256, computed anew. */
export interface MemberVerification {
  readonly memberId: number;
  readonly path: string;
  /** `not_kept`: refused when it came, or told nothing of its checksum; there is nothing to compare. */
  readonly verdict: 'intact' | 'differs' | 'unreadable' | 'not_kept';
  readonly expectedSha256: string | null;
  readonly sha256: string | null;
  readonly bytes: number;
  /** Why it is unreadable or not kept. */
  readonly message: string | null;
}

export interface BundleVerification {
  readonly bundleId: number;
  readonly members: number;
  readonly intact: number;
  readonly differing: number;
  readonly unreadable: number;
  readonly notKept: number;
  readonly bytes: number;
  /** Those that are not intact, at most 1,000. */
  readonly findings: readonly MemberVerification[];
}

export interface BundleProblem {
  readonly member: string;
  readonly kind: 'error' | 'skip';
  readonly position: string;
  readonly reason: string;
  readonly count: number;
}

export interface BundleDetail extends BundleRow {
  readonly memberRows: readonly BundleMemberRow[];
  /** At most 1,000, oldest first; `problemsTotal` says how many there are. */
  readonly problems: readonly BundleProblem[];
  readonly problemsTotal: number;
  readonly accounts: ReadonlyArray<{ readonly id: string; readonly events: number }>;
  readonly services: ReadonlyArray<{ readonly name: string; readonly events: number }>;
  /** Alerts whose source event came with this bundle. */
  readonly alerts: number;
}

export const CreateBundleInput = z.object({
  name: z.string().min(1).max(200),
  files: z.number().int().min(1).max(1_000_000),
  bytesTotal: z.number().int().min(0),
});
export type CreateBundleInput = z.infer<typeof CreateBundleInput>;

export const BundleInput = z.object({ id: z.coerce.number().int().positive() });
export type BundleInput = z.infer<typeof BundleInput>;

export const MemberInput = BundleInput.extend({ memberId: z.coerce.number().int().positive() });
export type MemberInput = z.infer<typeof MemberInput>;

export const AddPublicKeysInput = z.object({
  /** The output of `aws cloudtrail list-public-keys`. */
  json: z.string().min(1).max(1_000_000),
});
export type AddPublicKeysInput = z.infer<typeof AddPublicKeysInput>;

/** A public key of CloudTrail that an analyst supplied. */
export interface PublicKeyRow {
  readonly fingerprint: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly addedBy: string;
  readonly addedAt: string;
}

export interface AddedPublicKeys {
  /** Fingerprints that were not here before, and those that were. */
  readonly added: readonly string[];
  readonly known: readonly string[];
}
