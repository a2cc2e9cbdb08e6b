import { expect, test } from 'vitest';
import { FIELDS } from '@/lib/ecs';
import { COPY_COLUMNS } from '@/lib/events/columns';
import { testDatabase } from '../support/database';

const database = testDatabase();

test('every table of the Prisma schema can be read with all its columns', async () => {
  const { prisma } = database.db;
  await Promise.all([
    prisma.user.findFirst(),
    prisma.session.findFirst(),
    prisma.account.findFirst(),
    prisma.verification.findFirst(),
    prisma.auditEntry.findFirst(),
    prisma.bundle.findFirst(),
    prisma.bundleMember.findFirst(),
    prisma.ingestProblem.findFirst(),
    prisma.evidenceSegment.findFirst(),
    prisma.event.findFirst(),
    prisma.eventConflict.findFirst(),
    prisma.activityHour.findFirst(),
    prisma.rule.findFirst(),
    prisma.ruleExecution.findFirst(),
    prisma.alert.findFirst(),
    prisma.alertStep.findFirst(),
    prisma.apiToken.findFirst(),
    prisma.watchedSource.findFirst(),
    prisma.poisonMessage.findFirst(),
    prisma.s3Object.findFirst(),
  ]);
});

test('every column the field registry names exists in event', async () => {
  const { rows } = await database.db.pool.query<{ column_name: string }>(
    "select column_name from information_schema.columns where table_schema = 'public' and table_name = 'event'",
  );
  const existing = new Set(rows.map((row) => row.column_name));

  const named = [...FIELDS.values()].flatMap(({ storage }) => ('column' in storage ? [storage.column] : []));
  expect(named.filter((column) => !existing.has(column))).toEqual([]);
  expect(COPY_COLUMNS.filter((column) => !existing.has(column))).toEqual([]);
});

test('event stays distributable: its only unique key is (event_id, event_time) and nothing refers to it', async () => {
  const keys = await database.db.pool.query<{ definition: string }>(
    `select pg_get_constraintdef(oid) as definition from pg_constraint
      where conrelid = 'event'::regclass and contype in ('p', 'u')
      union all
     select pg_get_indexdef(indexrelid) from pg_index
      where indrelid = 'event'::regclass and indisunique and not indisprimary`,
  );
  const references = await database.db.pool.query(
    "select 1 from pg_constraint where contype = 'f' and (confrelid = 'event'::regclass or conrelid = 'event'::regclass)",
  );
  const triggers = await database.db.pool.query(
    "select 1 from pg_trigger where tgrelid = 'event'::regclass and not tgisinternal",
  );

  expect(keys.rows.map((row) => row.definition)).toEqual(['PRIMARY KEY (event_id, event_time)']);
  expect(references.rowCount).toBe(0);
  expect(triggers.rowCount).toBe(0);
});
