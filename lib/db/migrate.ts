import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { errorMessage } from '../errors';
import { withSchemaEngine } from './schema-engine';

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

/**
 * Brings the database to the newest migration, as `prisma migrate deploy` would, and returns the names of the
 * migrations it applied. Safe to call from several processes at once: an advisory lock lets one of them do it.
 */
export async function migrate(connectionString: string): Promise<string[]> {
  const lock = new pg.Client({ connectionString });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const schema = await readFile(path.join(PRISMA_DIR, 'schema.prisma'), 'utf8');
    const migrationsList = await readMigrations();
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
