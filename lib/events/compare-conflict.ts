import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { assertCan } from '../auth/permissions';
import type { Database } from '../db/client';
import type { Context } from '../db/context';
import { notFound } from '../errors';
import { readConflicts, type SegmentPlace } from './conflict-rows';
import { recordChanges } from './record-changes';
import type { ConflictComparison } from './schemas';

const unzip = promisify(gunzip);
const CHANGES_MAX = 500;

async function readRecord(db: Database, place: SegmentPlace): Promise<Buffer> {
  const { rows } = await db.pool.query<{ codec: string; data: Buffer }>(
    'select codec, data from evidence_segment where id = $1',
    [place.segmentId],
  );
  const segment = rows[0];
  if (!segment) throw new Error(`Segment ${place.segmentId} has no evidence.`);
  const bytes = segment.codec === 'gzip' ? await unzip(segment.data) : segment.data;
  return bytes.subarray(place.offset, place.offset + place.length);
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
    eventRaw: event.toString('utf8'),
    otherRaw: other.toString('utf8'),
    changes: changes.slice(0, CHANGES_MAX),
    changesTotal: changes.length,
  };
}
