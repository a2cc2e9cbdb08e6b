import type pg from 'pg';
import type { Database } from './client';

/** Runs `work` while others may do the same, and nobody runs something under the same name exclusively. */
export function withSharedLock<T>(db: Database, name: string, work: () => Promise<T>): Promise<T> {
  return onConnection(db, 'select pg_advisory_unlock_shared(hashtext($1), 0)', name, async (client) => {
    await client.query('select pg_advisory_lock_shared(hashtext($1), 0)', [name]);
    return work();
  });
}

/** Runs `work` when nobody holds the lock of this name, shared or not; null when somebody does. Never waits. */
export function tryExclusiveLock<T>(
  db: Database,
  name: string,
  work: () => Promise<T>,
): Promise<{ readonly value: T } | null> {
  return onConnection(db, 'select pg_advisory_unlock(hashtext($1), 0)', name, async (client) => {
    const { rows } = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock(hashtext($1), 0) as taken',
      [name],
    );
    return rows[0]?.taken ? { value: await work() } : null;
  });
}

async function onConnection<T>(
  db: Database,
  unlock: string,
  name: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await db.locks.connect();
  let broken = false;
  try {
    return await work(client);
  } finally {
    // Giving back what was not taken is a warning of PostgreSQL's and nothing else.
    await client.query(unlock, [name]).catch(() => {
      broken = true;
    });
    // A connection in doubt may still hold the lock: closing it gives the lock back.
    client.release(broken);
  }
}
