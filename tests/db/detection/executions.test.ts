import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { evaluateRules } from '@/lib/detection/evaluate-rules';
import { installCatalog } from '@/lib/rules/install-catalog';
import { ingestRecords, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { alertedEvents, emptyDatabase, evaluate } from '../../support/detection';
import { eventId, userDataRead } from '../../support/records';

const database = testDatabase();
const folder = testFolder();

beforeAll(() => installCatalog(database.db));
beforeEach(() => emptyDatabase(database.db));

function instance(n: number): string {
  return `i-${n.toString(16).padStart(17, '0')}`;
}

function executions() {
  return database.db.prisma.ruleExecution.findMany({ orderBy: { id: 'asc' } });
}

describe('the cap of alerts per execution', () => {
  // One second apart from 12:00:00 on: all inside the five minutes that begin at 12:00.
  const reads = Array.from({ length: 130 }, (_, n) =>
    userDataRead(n, new Date(Date.UTC(2026, 2, 20, 12, 0, n)).toISOString(), { instance: instance(n) }),
  );

  test('130 new pairs in one interval open the first hundred and count thirty', async () => {
    await ingestRecords(database.system, folder, reads);

    const outcome = await evaluate(database.system);

    expect(outcome).toMatchObject({ matched: 130, opened: 100, capped: 30 });
    expect(await alertedEvents(database.db)).toEqual(Array.from({ length: 100 }, (_, n) => eventId(n)));
    expect(await executions()).toMatchObject([
      { status: 'succeeded', matched: 130n, opened: 100, capped: 30, superseded: 0 },
    ]);
  });

  test('running again opens none of the capped, and still counts them', async () => {
    await ingestRecords(database.system, folder, reads);
    await evaluate(database.system);

    expect(await evaluate(database.system)).toMatchObject({ opened: 0, capped: 30 });
    expect(await alertedEvents(database.db)).toHaveLength(100);
  });

  test('each interval has a cap of its own', async () => {
    const spread = reads.map((record, n) => ({
      ...record,
      eventTime: new Date(Date.UTC(2026, 2, 20, 12, n < 65 ? 4 : 5, n % 60, n)).toISOString(),
    }));
    await ingestRecords(database.system, folder, spread);

    expect(await evaluate(database.system)).toMatchObject({ opened: 130, capped: 0 });
  });
});

describe('evaluations at the same time', () => {
  test('two open each alert once, and each has its row', async () => {
    const reads = Array.from({ length: 20 }, (_, n) =>
      userDataRead(n, `2026-03-20T12:00:${String(n).padStart(2, '0')}Z`, { instance: instance(n) }),
    );
    await ingestRecords(database.system, folder, reads);

    const outcomes = await Promise.all([evaluate(database.system), evaluate(database.system)]);

    expect(outcomes.map(({ opened }) => opened).sort((a, b) => a - b)).toEqual([0, 20]);
    expect(await alertedEvents(database.db)).toHaveLength(20);
    expect((await executions()).map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
  });

  test('more of them than the pool has connections end all the same', async () => {
    await ingestRecords(database.system, folder, [userDataRead(1, '2026-03-20T12:00:00Z')]);

    const outcomes = await Promise.all(Array.from({ length: 15 }, () => evaluate(database.system)));

    expect(outcomes.reduce((sum, { opened }) => sum + opened, 0)).toBe(1);
  });
});

describe('a range of event time', () => {
  const reads = [
    userDataRead(1, '2026-03-01T09:00:00Z'),
    userDataRead(2, '2026-03-10T09:00:00Z'),
    userDataRead(3, '2026-03-10T09:00:00Z', { instance: instance(3) }),
    userDataRead(4, '2026-03-25T09:00:00Z'),
  ];

  test('only events in it alert, judged by the history before it', async () => {
    await ingestRecords(database.system, folder, reads);

    const outcome = await evaluate(database.system, {
      from: '2026-03-10T00:00:00Z',
      to: '2026-03-11T00:00:00Z',
    });

    expect(outcome).toMatchObject({ matched: 2, opened: 1 });
    expect(await alertedEvents(database.db)).toEqual([eventId(3)]);
  });

  test('it begins at its start and ends before its end', async () => {
    await ingestRecords(database.system, folder, reads);

    await evaluate(database.system, { from: '2026-03-01T09:00:00Z', to: '2026-03-25T09:00:00Z' });

    expect(await alertedEvents(database.db)).toEqual([eventId(1), eventId(3)]);
  });

  test('ranges one after the other find what one evaluation finds, and leave the same evidence', async () => {
    await ingestRecords(database.system, folder, reads);
    const evidence = () =>
      database.db.prisma.alert.findMany({
        orderBy: { eventId: 'asc' },
        select: { eventId: true, history: true },
      });
    await evaluate(database.system);
    const whole = await evidence();

    await evaluate(database.system, { from: '2026-03-24T00:00:00Z', to: '2026-03-26T00:00:00Z' });
    expect(await evidence()).toEqual(whole);

    await database.db.pool.query('delete from alert');
    await evaluate(database.system, { to: '2026-03-10T00:00:00Z' });
    await evaluate(database.system, { from: '2026-03-10T00:00:00Z', to: '2026-03-20T00:00:00Z' });
    await evaluate(database.system, { from: '2026-03-20T00:00:00Z' });

    expect(await evidence()).toEqual(whole);
  });

  test('an earlier sighting before the range is named as the first of its run', async () => {
    await ingestRecords(database.system, folder, [userDataRead(9, '2026-03-30T09:00:00Z')]);
    await evaluate(database.system);
    await ingestRecords(database.system, folder, [
      userDataRead(1, '2026-03-01T09:00:00Z'),
      userDataRead(2, '2026-03-10T09:00:00Z'),
      userDataRead(3, '2026-03-20T09:00:00Z'),
    ]);

    await evaluate(database.system, { from: '2026-03-30T00:00:00Z' });

    expect(await database.db.prisma.alert.findMany()).toMatchObject([{ supersededById: eventId(1) }]);
  });

  test('a rule that does not exist is refused with a sentence', async () => {
    await expect(evaluateRules({ ctx: database.system, input: { ruleId: 'nothing' } })).rejects.toThrow(
      'There is no rule nothing.',
    );
  });
});
