import { z } from 'zod';

export const BundleStatus = z.enum(['receiving', 'queued', 'running', 'done', 'failed']);
export type BundleStatus = z.infer<typeof BundleStatus>;

export interface BundleRow {
  readonly id: number;
  readonly name: string;
  readonly origin: 'upload' | 'cli' | 'sample';
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
  readonly firstEvent: string | null;
  readonly lastEvent: string | null;
  readonly message: string | null;
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
