import type { Database } from '@/lib/db/client';
import { type EcsEvent, eventToSlots } from '@/lib/ecs';
import { seenText, writeEventRow } from '@/lib/events/columns';
import { Batch } from '@/lib/ingest/batch';
import type { Task } from '@/lib/ingest/task';
import { BatchWriter } from '@/lib/ingest/write-batch';
import { eventId as numberedId } from './records';

const EMPTY_TASK: Task = {
  ...{ bundleId: 0, bytesRead: 0 },
  ...{ wholes: [], chunks: [], parts: [], known: [], refused: [], ended: [] },
};

/**
 * Stores events the way an ingest does, without records behind them. Each needs `@timestamp`; `event.id` has to be a
 * UUID and is counted up where it is missing.
 */
export async function storeEvents(db: Database, events: readonly EcsEvent[]): Promise<void> {
  const batch = new Batch();
  for (const [index, ecs] of events.entries()) {
    const place = { bundleId: 0, segmentId: 0, offset: 0, length: 0, hash: BigInt(index) };
    const slots = eventToSlots(ecs);
    const eventId = String(ecs['event.id'] ?? numberedId(index));
    batch.events.push({
      eventId,
      eventTime: String(ecs['@timestamp']),
      accountId: seenText(slots, 'cloud.account.id'),
      region: seenText(slots, 'cloud.region'),
      place,
      memberId: 0,
      lacks: [],
      row: writeEventRow(batch.rows, { eventId, slots, place, lacks: [] }),
      content: Buffer.alloc(0),
      header: null,
    });
  }
  await new BatchWriter(db.pool).write(EMPTY_TASK, batch);
}
