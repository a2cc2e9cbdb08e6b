import type { Database } from './client';

/** Runs `work` while nobody else, in any process, runs something under the same name and key. */
export async function withLock<T>(
  db: Database,
  name: string,
  key: string,
  work: () => Promise<T>,
): Promise<T> {
  const client = await db.locks.connect();
  let broken = false;
  try {
    await client.query('select pg_advisory_lock(hashtext($1), hashtext($2))', [name, key]);
    return await work();
  } finally {
    await client.query('select pg_advisory_unlock(hashtext($1), hashtext($2))', [name, key]).catch(() => {
      broken = true;
    });
    // A connection in doubt may still hold the lock: closing it gives the lock back.
    client.release(broken);
  }
}
