import type pg from 'pg';
import type { Database } from '../db/client';
import type { Context, Transaction } from '../db/context';
import { withLock } from '../db/with-lock';
import { withTransaction } from '../db/with-transaction';

const NAME = 'trailhound.ingest';
const WRITES = "hashtext('trailhound.ingest.write')";

/** Marks a transaction as a write of this bundle's ingest. */
export async function joinIngest(client: pg.PoolClient, bundleId: number): Promise<void> {
  await client.query(`select pg_advisory_xact_lock_shared(${WRITES}, $1)`, [bundleId]);
}

/**
 * Runs the ingest of a bundle while no other process does. A process that was killed may have left a commit on its
 * way to the server: what is in evidence is looked up only when no write is open any more.
 */
export function withIngestLock<T>(ctx: Context, bundleId: number, work: () => Promise<T>): Promise<T> {
  return withLock(ctx.db, NAME, String(bundleId), async () => {
    await withTransaction(ctx.db.pool, (client) =>
      client.query(`select pg_advisory_xact_lock(${WRITES}, $1)`, [bundleId]),
    );
    return work();
  });
}

/** Keeps the ingest of a bundle from beginning until the transaction ends; false when some process is at it. */
export async function holdIngest(tx: Transaction, bundleId: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<Array<{ held: boolean }>>`
    select pg_try_advisory_xact_lock(hashtext(${NAME}), hashtext(${String(bundleId)})) as held`;
  return row?.held ?? false;
}

/** Whether some process is reading the bundle at the moment. */
export async function isBeingRead(db: Database, bundleId: number): Promise<boolean> {
  const { rows } = await db.pool.query<{ free: boolean }>(
    'select pg_try_advisory_xact_lock(hashtext($1), hashtext($2)) as free',
    [NAME, String(bundleId)],
  );
  return !rows[0]?.free;
}
