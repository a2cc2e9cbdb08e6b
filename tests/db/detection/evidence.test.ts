import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { AlertHistory } from '@/lib/alerts/schemas';
import { installCatalog } from '@/lib/rules/install-catalog';
import { ingestRecords, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { emptyDatabase, evaluate } from '../../support/detection';
import { BATCH, call, DANA, EREN, eventId, user, userDataRead, WEB } from '../../support/records';

const database = testDatabase();
const folder = testFolder();
const ARN = 'aws.cloudtrail.user_identity.arn';
const INSTANCE = 'aws.cloudtrail.flattened.request_parameters.instanceId';

beforeAll(() => installCatalog(database.db));
beforeEach(() => emptyDatabase(database.db));

async function historyOf(n: number): Promise<AlertHistory> {
  const alert = await database.db.prisma.alert.findFirstOrThrow({ where: { eventId: eventId(n) } });
  return alert.history as unknown as AlertHistory;
}

test('the first event of all has no history behind it: a cold start', async () => {
  await ingestRecords(database.system, folder, [userDataRead(1, '2026-03-20T12:30:00Z')]);
  await evaluate(database.system);

  expect(await historyOf(1)).toEqual({
    windowHours: 336,
    spanHours: 0,
    events: 0,
    matchingEvents: 0,
    hoursWithoutData: 0,
    coldStart: true,
    lastSeen: [
      { field: ARN, value: DANA, matchedAt: null, firstSeenAt: null },
      { field: INSTANCE, value: WEB, matchedAt: null, firstSeenAt: null },
    ],
  });
});

test('a short history is told in hours, events and gaps, with what was known of each value', async () => {
  await ingestRecords(database.system, folder, [
    // Another account's event is no history of this one.
    call(1, '2026-03-20T01:00:00Z', { userIdentity: { ...user(DANA), accountId: '999988887777' } }),
    call(2, '2026-03-20T06:45:00Z'),
    call(3, '2026-03-20T07:10:00Z'),
    // Nothing in the hours of 8, 9 and 10.
    userDataRead(4, '2026-03-20T11:20:00Z', { arn: EREN, instance: WEB }),
    userDataRead(5, '2026-03-20T11:50:00Z', { arn: DANA, instance: BATCH }),
    call(6, '2026-03-20T12:10:00Z'),
    userDataRead(7, '2026-03-20T12:30:00Z'),
    // What comes after an alert is not its history.
    userDataRead(8, '2026-03-20T12:40:00Z'),
  ]);
  await evaluate(database.system);

  expect(await historyOf(7)).toEqual({
    windowHours: 336,
    // 06:45 to 12:30.
    spanHours: 5.75,
    // Events 2 to 6.
    events: 5,
    // Events 4 and 5.
    matchingEvents: 2,
    hoursWithoutData: 3,
    coldStart: true,
    lastSeen: [
      {
        field: ARN,
        value: DANA,
        matchedAt: '2026-03-20T11:50:00.000Z',
        firstSeenAt: '2026-03-20T01:00:00.000Z',
      },
      {
        field: INSTANCE,
        value: WEB,
        matchedAt: '2026-03-20T11:20:00.000Z',
        firstSeenAt: '2026-03-20T11:20:00.000Z',
      },
    ],
  });
});

test('only the window counts, to the second, and a full window is no cold start', async () => {
  await ingestRecords(database.system, folder, [
    userDataRead(1, '2026-03-01T10:00:00Z'),
    // The window of the read on the 20th begins on the 6th at 12:30:00.
    call(2, '2026-03-06T12:29:59Z'),
    call(3, '2026-03-06T12:30:00Z'),
    call(4, '2026-03-06T12:59:59Z'),
    call(5, '2026-03-06T13:00:00Z'),
    userDataRead(6, '2026-03-20T12:30:00Z'),
  ]);
  await evaluate(database.system);

  const history = await historyOf(6);

  expect(history).toMatchObject({ spanHours: 336, events: 3, matchingEvents: 0, coldStart: false });
  // From the hour of 12 on the 6th to the hour of 12 on the 20th: 336 hours, data in those of 12 and 13 on the 6th.
  expect(history.hoursWithoutData).toBe(334);
  // Matched before, though longer ago than the window: that is why it is new again.
  expect(history.lastSeen.map(({ matchedAt }) => matchedAt)).toEqual([
    '2026-03-01T10:00:00.000Z',
    '2026-03-01T10:00:00.000Z',
  ]);
});

test('the evidence of an open alert follows when more history comes', async () => {
  await ingestRecords(database.system, folder, [userDataRead(9, '2026-03-20T12:30:00Z')]);
  await evaluate(database.system);
  await ingestRecords(database.system, folder, [
    call(1, '2026-03-06T12:45:00Z'),
    call(2, '2026-03-19T12:45:00Z'),
  ]);
  await evaluate(database.system);

  expect(await historyOf(9)).toMatchObject({ events: 2, spanHours: 335.75, coldStart: false });
});
