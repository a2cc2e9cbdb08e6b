import type { Database } from '@/lib/db/client';
import type { EcsEvent } from '@/lib/ecs';
import { Batch } from '@/lib/ingest/batch';
import { writeBatch } from '@/lib/ingest/write-batch';
import { eventId } from './records';

/**
 * Stores events the way an ingest does, without records behind them. Each needs `@timestamp`; `event.id` has to be a
 * UUID and is counted up where it is missing.
 */
export async function storeEvents(db: Database, events: readonly EcsEvent[]): Promise<void> {
  const batch = new Batch();
  for (const [index, ecs] of events.entries()) {
    const place = { bundleId: 0, segmentId: 0, offset: 0, length: 0, hash: BigInt(index) };
    batch.events.push({ eventId: String(ecs['event.id'] ?? eventId(index)), ecs, place, memberId: 0 });
  }
  await writeBatch(db.pool, 0, batch, { bytesRead: 0 });
}
