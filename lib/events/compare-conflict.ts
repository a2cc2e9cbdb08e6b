import { assertCan } from '../auth/permissions';
import type { Database } from '../db/client';
import type { Context } from '../db/context';
import { notFound } from '../errors';
import { readConflicts, type SegmentPlace } from './conflict-rows';
import { readEvidence } from './read-evidence';
import { type EvidenceRecord, recordChanges } from './record-changes';
import type { ConflictComparison } from './schemas';

const CHANGES_MAX = 500;

async function readRecord(db: Database, place: SegmentPlace): Promise<EvidenceRecord> {
  const found = await readEvidence(db.pool, place);
  if (!found) throw new Error(`Segment ${place.segmentId} has no evidence.`);
  return found;
}

/** Both records of a conflict as they came, where each lies, and what differs between them. */
export async function compareConflict({
  ctx,
  input,
}: {
  ctx: Context;
  input: { readonly id: number };
}): Promise<ConflictComparison> {
  assertCan(ctx.actor, 'read');
  const [found] = await readConflicts(ctx.db, { text: 'conflict.id = $1', values: [input.id] }, 1);
  if (!found) throw notFound('conflict', input.id);
  const [event, other] = await Promise.all([
    readRecord(ctx.db, found.event),
    readRecord(ctx.db, found.other),
  ]);
  const changes = recordChanges(event, other);
  return {
    ...found.row,
    eventRaw: event.bytes.toString('utf8'),
    otherRaw: other.bytes.toString('utf8'),
    changes: changes.slice(0, CHANGES_MAX),
    changesTotal: changes.length,
  };
}
