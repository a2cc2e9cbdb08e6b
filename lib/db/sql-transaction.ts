import type pg from 'pg';
import type { Database } from './client';

/** Runs work in one transaction in plain SQL. When it fails the connection is dropped: a COPY may have broken off. */
export async function sqlTransaction<T>(
  db: Database,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await db.pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
