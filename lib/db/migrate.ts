import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { errorMessage } from '../errors';

const PRISMA_DIR = path.join(process.cwd(), 'prisma');
/** Any number: every process that migrates takes the same advisory lock. */
const MIGRATION_LOCK = 7_246_151;

/** The migration folders as Prisma's engine wants them, oldest first. */
async function readMigrations() {
  const baseDir = path.join(PRISMA_DIR, 'migrations');
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: await readFile(path.join(baseDir, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  );
  const lockfile = {
    path: 'migration_lock.toml',
    content: await readFile(path.join(baseDir, 'migration_lock.toml'), 'utf8'),
  };
  return { baseDir, lockfile, shadowDbInitScript: '', migrationDirectories };
}

/** Whether every migration folder is recorded as applied: then the engine need not be started at all. */
async function isUpToDate(client: pg.Client, names: readonly string[]): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `select to_regclass('_prisma_migrations') is not null as found`,
  );
  if (!rows[0]?.found) return false;
  const applied = await client.query<{ migration_name: string }>(
    'select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  );
  const known = new Set(applied.rows.map((row) => row.migration_name));
  return names.length === known.size && names.every((name) => known.has(name));
}

/**
 * Brings the database to the newest migration, as `prisma migrate deploy` would, and returns the names of the
 * migrations it applied. Safe to call from several processes at once: an advisory lock lets one of them do it.
 */
export async function migrate(connectionString: string): Promise<string[]> {
  const lock = new pg.Client({ connectionString });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const migrationsList = await readMigrations();
    const names = migrationsList.migrationDirectories.map((directory) => directory.path);
    if (await isUpToDate(lock, names)) return [];
    const { withSchemaEngine } = await import('./schema-engine');
    const schema = await readFile(path.join(PRISMA_DIR, 'schema.prisma'), 'utf8');
    const filters = { externalTables: [], externalEnums: [] };
    const { appliedMigrationNames } = await withSchemaEngine(
      connectionString,
      [['schema.prisma', schema]],
      (engine) => engine.applyMigrations({ migrationsList, filters }),
    );
    return appliedMigrationNames;
  } catch (error) {
    throw new Error(`Migrating the database failed: ${errorMessage(error)}`);
  } finally {
    await lock.end();
  }
}
