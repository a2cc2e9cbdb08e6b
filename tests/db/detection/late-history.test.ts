import { beforeAll, beforeEach, expect, test } from 'vitest';
import { setAlertStatus } from '@/lib/alerts/set-status';
import { installCatalog } from '@/lib/rules/install-catalog';
import { ingestRecords, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { alertFacts, emptyDatabase, evaluate } from '../../support/detection';
import { DANA, eventId, userDataRead, WEB } from '../../support/records';

const database = testDatabase();
const folder = testFolder();

beforeAll(() => installCatalog(database.db));
beforeEach(() => emptyDatabase(database.db));

async function arrive(...reads: Array<ReturnType<typeof userDataRead>>) {
  await ingestRecords(database.system, folder, reads);
  return evaluate(database.system);
}

async function alertOf(n: number) {
  return database.db.prisma.alert.findFirstOrThrow({ where: { eventId: eventId(n) } });
}

const pair = [DANA, WEB];

test('an earlier sighting in a later bundle supersedes the alert and opens its own', async () => {
  await arrive(userDataRead(2, '2026-03-10T09:00:00Z'));
  const outcome = await arrive(userDataRead(1, '2026-03-05T09:00:00Z'));

  expect(outcome).toMatchObject({ opened: 1, superseded: 1 });
  expect(await alertFacts(database.db)).toEqual([
    { eventId: eventId(1), terms: pair, supersededBy: null },
    { eventId: eventId(2), terms: pair, supersededBy: eventId(1) },
  ]);
  expect((await alertOf(2)).supersededByTime?.toISOString()).toBe('2026-03-05T09:00:00.000Z');
});

test('an earlier sighting older than the window leaves the alert standing', async () => {
  await arrive(userDataRead(2, '2026-03-19T09:00:01Z'));
  const outcome = await arrive(userDataRead(1, '2026-03-05T09:00:00Z'));

  expect(outcome).toMatchObject({ opened: 1, superseded: 0 });
  expect((await alertFacts(database.db)).map(({ supersededBy }) => supersededBy)).toEqual([null, null]);
});

test('a sighting that bridges two windows supersedes the later alert by the first of the run', async () => {
  await arrive(userDataRead(1, '2026-03-01T09:00:00Z'), userDataRead(3, '2026-03-20T09:00:00Z'));
  await arrive(userDataRead(2, '2026-03-11T09:00:00Z'));

  expect(await alertFacts(database.db)).toEqual([
    { eventId: eventId(1), terms: pair, supersededBy: null },
    { eventId: eventId(3), terms: pair, supersededBy: eventId(1) },
  ]);
});

test('an alert that an analyst decided is never touched by late history', async () => {
  await arrive(userDataRead(2, '2026-03-10T09:00:00Z'));
  const { id } = await alertOf(2);
  await setAlertStatus({
    ctx: database.analyst,
    input: { id, status: 'closed', reason: 'false_positive', note: 'Known job.', expectedStatus: 'open' },
  });
  const decided = await alertOf(2);

  const outcome = await arrive(userDataRead(1, '2026-03-05T09:00:00Z'));

  expect(outcome).toMatchObject({ opened: 1, superseded: 0 });
  expect(await alertOf(2)).toEqual(decided);
});

test('an alert whose earlier sighting has gone stands again', async () => {
  await arrive(userDataRead(2, '2026-03-10T09:00:00Z'));
  await arrive(userDataRead(1, '2026-03-05T09:00:00Z'));
  await database.db.pool.query('delete from event where event_id = $1', [eventId(1)]);

  const outcome = await evaluate(database.system);

  expect(outcome.superseded).toBe(0);
  expect(await alertOf(2)).toMatchObject({ supersededById: null, supersededByTime: null });
});

test('superseding twice changes nothing the second time', async () => {
  await arrive(userDataRead(2, '2026-03-10T09:00:00Z'));
  await arrive(userDataRead(1, '2026-03-05T09:00:00Z'));
  const before = await alertOf(2);

  expect(await evaluate(database.system)).toMatchObject({ opened: 0, superseded: 0 });
  expect(await alertOf(2)).toEqual(before);
});

test('a still earlier sighting takes over as the one that supersedes, and counts once', async () => {
  await arrive(userDataRead(3, '2026-03-10T09:00:00Z'));
  await arrive(userDataRead(2, '2026-03-05T09:00:00Z'));
  const outcome = await arrive(userDataRead(1, '2026-03-03T09:00:00Z'));

  expect(outcome).toMatchObject({ opened: 1, superseded: 1 });
  expect((await alertFacts(database.db)).map(({ supersededBy }) => supersededBy)).toEqual([
    null,
    eventId(1),
    eventId(1),
  ]);
});
