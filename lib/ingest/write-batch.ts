import pg from 'pg';
import { withTransaction } from '../db/with-transaction';
import type { Batch } from './batch';
import { ensureMonths, partitionMonth } from './ensure-months';
import { joinIngest } from './run-lock';
import { settleEvents, spanOf } from './settle-events';
import type { Task } from './task';
import { addActivity, copyEvents, copyEvidence, insertConflicts, insertCopies } from './write-events';
import { writeMembers } from './write-members';

const UNIQUE_VIOLATION = '23505';
/** Another ingest wrote the same event, or got into our way, between look-up and commit: look again. */
const RETRYABLE = new Set([UNIQUE_VIOLATION, '40P01', '40001']);
const TRIES_MAX = 8;

/**
 * Writes batches. It takes events for new until the unique key says otherwise, and looks them up from then on until a
 * batch holds none that is known: nearly every bundle is either new throughout or was there before.
 */
export class BatchWriter {
  private isTakenForNew = true;

  constructor(private readonly pool: pg.Pool) {}

  /**
   * Writes a batch in one transaction: evidence, events that are new, conflicts, hours, counts. Running it again with
   * the same events adds duplicates and nothing else.
   */
  async write(task: Task, batch: Batch): Promise<void> {
    const months = new Set<string>();
    for (const { eventTime } of batch.events) {
      const month = partitionMonth(eventTime);
      if (month) months.add(month);
    }
    await ensureMonths(this.pool, months);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await withTransaction(this.pool, (client) => this.writeOnce(client, task, batch));
        return;
      } catch (error) {
        const code = error instanceof pg.DatabaseError ? error.code : undefined;
        if (attempt === TRIES_MAX || code === undefined || !RETRYABLE.has(code)) throw error;
        if (code === UNIQUE_VIOLATION) this.isTakenForNew = false;
      }
    }
  }

  private async writeOnce(client: pg.PoolClient, task: Task, batch: Batch): Promise<void> {
    const { bundleId } = task;
    await joinIngest(client, bundleId);
    const settled = await settleEvents(client, batch.events, this.isTakenForNew);
    await copyEvidence(client, bundleId, batch, task.parts);
    await copyEvents(client, settled);
    await insertConflicts(client, settled.conflicts);
    await insertCopies(client, settled.copies);
    await insertDigests(client, bundleId, batch);
    await addActivity(client, bundleId, batch.events, new Set(settled.fresh));
    const span = spanOf(batch.events.map((event) => event.eventTime));
    await writeMembers(client, task, batch, settled.perMember, span);
    if (batch.events.length > 0) this.isTakenForNew = settled.fresh.length === batch.events.length;
  }
}

async function insertDigests(client: pg.PoolClient, bundleId: number, { digests }: Batch): Promise<void> {
  if (digests.length === 0) return;
  await client.query(
    `insert into digest (member_id, bundle_id, body)
     select member_id, $1, body from unnest($2::int[], $3::jsonb[]) as d (member_id, body)
     on conflict do nothing`,
    [bundleId, digests.map((digest) => digest.memberId), digests.map((digest) => digest.body)],
  );
}
