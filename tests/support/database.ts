import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { type Database, openDatabase } from '@/lib/db/client';
import type { Context } from '@/lib/db/context';
import { TEMPLATE, withDatabase } from './postgres-setup';

/** A database of its own for the test file, cloned from the migrated template and dropped at the end. */
export function testDatabase(): {
  readonly db: Database;
  readonly analyst: Context;
  readonly system: Context;
} {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  let db: Database | undefined;

  async function admin(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: withDatabase(inject('postgresUrl'), 'postgres') });
    await client.connect();
    await client.query(sql);
    await client.end();
  }

  beforeAll(async () => {
    await admin(`create database ${name} template ${TEMPLATE}`);
    db = openDatabase(withDatabase(inject('postgresUrl'), name));
  });
  afterAll(async () => {
    await db?.close();
    await admin(`drop database if exists ${name} with (force)`);
  });

  const opened = (): Database => {
    if (!db) throw new Error('The database is open only while tests run.');
    return db;
  };
  return {
    get db() {
      return opened();
    },
    get analyst() {
      return {
        actor: { kind: 'user', id: 'analyst-1', name: 'Ada Analyst', email: 'ada@example.com' },
        db: opened(),
      } as const;
    },
    get system() {
      return { actor: { kind: 'system', name: 'worker' }, db: opened() } as const;
    },
  };
}
