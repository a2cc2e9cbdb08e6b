import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../lib/db/embedded';
import { parentPid } from './measure';

/** A fresh data folder with its server running: neither initdb nor the start is part of a measurement. */
export interface BenchDatabase {
  /** What a command needs to use it, whatever the environment says. */
  readonly env: Readonly<Record<string, string>>;
  /** The server's process; undefined where that cannot be seen. */
  readonly serverPid: number | undefined;
  sizeBytes(): Promise<number>;
  /** Stops the server and removes the folder. */
  remove(): Promise<void>;
}

export async function createDatabase(): Promise<BenchDatabase> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'trailhound-bench-data-'));
  // PostgreSQL may have to run under another account, which must be able to pass through.
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedPostgres(dataDir);
  // This connection also keeps the commands from stopping the server when they end.
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query<{ pid: number; folder: string }>(
    `select pg_backend_pid() as pid, current_setting('data_directory') as folder`,
  );
  return {
    env: { TRAILHOUND_DATA_DIR: dataDir, DATABASE_URL: '' },
    serverPid: rows[0] ? (parentPid(rows[0].pid) ?? undefined) : undefined,
    async sizeBytes() {
      const size = await client.query<{ bytes: string }>(
        'select pg_database_size(current_database()) as bytes',
      );
      return Number(size.rows[0]?.bytes ?? 0);
    },
    async remove() {
      await client.end();
      await server.stop();
      // The cluster lies elsewhere when the other account cannot reach the folder.
      if (rows[0]) await rm(rows[0].folder, { recursive: true, force: true });
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
