import type pg from 'pg';

/**
 * Runs work in a transaction on a connection of its own. When it fails the connection is dropped, not reused: a COPY
 * that broke off leaves it in doubt.
 */
export async function withTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
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
