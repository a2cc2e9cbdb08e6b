import type { BundleMemberRow, BundleRow } from '@/lib/bundles/schemas';

/** A bundle that was read and is of no interest but for what is changed. */
export function bundleRow(id: number, changes: Partial<BundleRow> = {}): BundleRow {
  return {
    id,
    name: `bundle ${id}`,
    origin: 'upload',
    status: 'done',
    createdBy: 'ada',
    createdAt: new Date(Date.UTC(2026, 0, id)).toISOString(),
    startedAt: null,
    finishedAt: null,
    bytesTotal: id,
    bytesRead: id,
    members: 1,
    records: 0,
    inserted: 0,
    duplicates: 0,
    conflicts: 0,
    skipped: 0,
    errors: 0,
    known: 0,
    firstEvent: null,
    lastEvent: null,
    message: null,
    ...changes,
  };
}

export function memberRow(id: number, changes: Partial<BundleMemberRow> = {}): BundleMemberRow {
  return {
    id,
    path: `file-${id}.json`,
    envelope: 'records',
    status: 'done',
    sha256: null,
    bytes: 1,
    records: 1,
    inserted: 1,
    duplicates: 0,
    conflicts: 0,
    skipped: 0,
    errors: 0,
    reason: null,
    sameAs: null,
    keptAs: 'segments',
    ...changes,
  };
}
