import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '@/lib/db/embedded';
import { migrate } from '@/lib/db/migrate';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server for tests; its database `TEMPLATE` is migrated and is cloned per file. */
    postgresUrl: string;
  }
}

export const TEMPLATE = 'trailhound_template';

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}

async function makeTemplate(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`drop database if exists ${TEMPLATE}`);
  await admin.query(`create database ${TEMPLATE}`);
  await admin.end();
  const template = withDatabase(url, TEMPLATE);
  await migrate(template);
  await runMigrations({ connectionString: template });
}

/** Starts a PostgreSQL for the run, or uses the one TRAILHOUND_TEST_DATABASE_URL names. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TRAILHOUND_TEST_DATABASE_URL;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'trailhound-test-'));
  // The server may run as another account, which has to get into the folder.
  await chmod(folder, 0o755);
  const server = given ? null : await startEmbeddedPostgres(folder);
  const url = given ?? server?.url ?? '';
  await makeTemplate(url);
  project.provide('postgresUrl', url);
  return async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
