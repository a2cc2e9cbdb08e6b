import type { Bundle } from '../db/generated/client';
import type { BundleRow, BundleStatus } from './schemas';

export function toBundleRow(bundle: Bundle): BundleRow {
  return {
    id: bundle.id,
    name: bundle.name,
    origin: bundle.origin as BundleRow['origin'],
    status: bundle.status as BundleStatus,
    createdBy: bundle.createdBy,
    createdAt: bundle.createdAt.toISOString(),
    startedAt: bundle.startedAt?.toISOString() ?? null,
    finishedAt: bundle.finishedAt?.toISOString() ?? null,
    bytesTotal: Number(bundle.bytesTotal),
    bytesRead: Number(bundle.bytesRead),
    members: bundle.members,
    records: Number(bundle.records),
    inserted: Number(bundle.inserted),
    duplicates: Number(bundle.duplicates),
    conflicts: Number(bundle.conflicts),
    skipped: Number(bundle.skipped),
    errors: Number(bundle.errors),
    known: bundle.known,
    firstEvent: bundle.firstEvent?.toISOString() ?? null,
    lastEvent: bundle.lastEvent?.toISOString() ?? null,
    message: bundle.message,
  };
}
