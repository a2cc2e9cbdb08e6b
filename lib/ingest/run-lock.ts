import type pg from 'pg';
import type { Context } from '../db/context';
import { withLock } from '../db/with-lock';
import { withTransaction } from './with-transaction';

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
  return withLock(ctx.db, 'trailhound.ingest', String(bundleId), async () => {
    await withTransaction(ctx.db.pool, (client) =>
      client.query(`select pg_advisory_xact_lock(${WRITES}, $1)`, [bundleId]),
    );
    return work();
  });
}
