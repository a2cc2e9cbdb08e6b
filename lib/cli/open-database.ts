import { openDatabase } from '../db/client';
import type { Context } from '../db/context';
import { startEmbeddedPostgres } from '../db/embedded';
import { migrate } from '../db/migrate';
import { env } from '../env';
import { installCatalog } from '../rules/install-catalog';

export interface CommandDatabase {
  readonly ctx: Context;
  readonly embedded: boolean;
  /** Closes it; `stopServer` also ends an embedded server that others may still use. */
  close(options?: { readonly stopServer?: boolean }): Promise<void>;
}

/** The database of the configuration, at the newest migration and with the catalog's rules. */
export async function openCommandDatabase(): Promise<CommandDatabase> {
  const { DATABASE_URL, TRAILHOUND_DATA_DIR } = env();
  const server = DATABASE_URL ? null : await startEmbeddedPostgres(TRAILHOUND_DATA_DIR);
  const url = server?.url ?? DATABASE_URL ?? '';
  const stop = (stopServer = false) => server?.stop({ onlyIfUnused: !stopServer });
  try {
    await migrate(url);
    const db = openDatabase(url);
    await installCatalog(db);
    return {
      ctx: { actor: { kind: 'system', name: 'cli' }, db },
      embedded: server !== null,
      async close({ stopServer = false } = {}) {
        await db.close();
        await stop(stopServer);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Runs one command against the database and closes it whatever happens. */
export async function withDatabase<T>(command: (ctx: Context) => Promise<T>): Promise<T> {
  const database = await openCommandDatabase();
  try {
    return await command(database.ctx);
  } finally {
    await database.close();
  }
}
