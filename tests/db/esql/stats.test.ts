import { beforeAll, describe, expect, test } from 'vitest';
import type { EcsEvent } from '@/lib/ecs';
import { testDatabase } from '../../support/database';
import { esqlColumns, runEsql } from '../../support/esql';
import { storeEvents } from '../../support/events';
import { eventId } from '../../support/records';

const database = testDatabase();

const TIMES = ['10:00:05', '10:00:15', '10:00:15', '10:01:00', '10:02:00'];
const SIGHTINGS: ReadonlyArray<EcsEvent> = [
  { 'user.name': 'ann', 'event.type': ['start', 'info'], 'source.as.number': 1, 'source.ip': '10.0.0.2' },
  { 'user.name': 'ann', 'event.type': ['info'], 'source.as.number': 2, 'source.ip': '10.0.0.10' },
  { 'user.name': 'bob', 'source.as.number': 5, 'aws.cloudtrail.read_only': true },
  { 'user.name': 'ann', 'source.as.number': 2, 'aws.cloudtrail.read_only': false },
  { 'event.type': ['end'] },
];
const EVENTS: readonly EcsEvent[] = SIGHTINGS.map((event, index) => ({
  ...event,
  '@timestamp': `2024-05-01T${TIMES[index]}.000Z`,
}));

beforeAll(() => storeEvents(database.db, EVENTS));

const FROM = 'FROM logs-aws.cloudtrail-*';

/** What one aggregate over all five events gives. */
async function over(aggregate: string): Promise<unknown> {
  const [row] = await esqlColumns(database.db, `${FROM} | STATS x = ${aggregate}`);
  return row?.x instanceof Date ? row.x.toISOString() : row?.x;
}

describe('aggregates', () => {
  test.each([
    ['COUNT(*)', 5],
    ['COUNT()', 5],
    ['COUNT(user.name)', 4],
    ['COUNT(event.type)', 4],
    ['COUNT(user.email)', 0],
    ['COUNT_DISTINCT(user.name)', 2],
    ['COUNT_DISTINCT(user.name, 3000)', 2],
    ['COUNT_DISTINCT(event.type)', 3],
    ['COUNT_DISTINCT(user.email)', 0],
    ['VALUES(user.name)', ['ann', 'bob']],
    ['VALUES(event.type)', ['end', 'info', 'start']],
    ['VALUES(source.as.number)', [1, 2, 5]],
    ['VALUES(source.ip)', ['10.0.0.2', '10.0.0.10']],
    ['VALUES(aws.cloudtrail.read_only)', [false, true]],
    [
      'VALUES(@timestamp)',
      [
        '2024-05-01T10:00:05.000Z',
        '2024-05-01T10:00:15.000Z',
        '2024-05-01T10:01:00.000Z',
        '2024-05-01T10:02:00.000Z',
      ],
    ],
    ['VALUES(user.email)', null],
    ['MIN(@timestamp)', '2024-05-01T10:00:05.000Z'],
    ['MAX(@timestamp)', '2024-05-01T10:02:00.000Z'],
    ['MAX(aws.cloudtrail.read_only)', true],
    ['MIN(aws.cloudtrail.read_only)', false],
    ['MAX(user.name)', 'bob'],
    ['MAX(event.type)', 'start'],
    ['MIN(event.type)', 'end'],
    ['MAX(source.ip)', '10.0.0.10'],
    ['SUM(source.as.number)', 10],
    ['SUM(source.as.number * 1.5)', 15],
    ['SUM(user.email::long)', null],
    ['SUM(CASE(user.name == "ann", 1, 0))', 3],
    ['AVG(source.as.number)', 2.5],
    ['MEDIAN(source.as.number)', 2],
    ['PERCENTILE(source.as.number, 100)', 5],
    ['STD_DEV(source.as.number * 0)', 0],
    ['COUNT(*) WHERE user.name == "ann"', 3],
    ['VALUES(event.type) WHERE user.name == "ann"', ['info', 'start']],
    ['VALUES(user.name) WHERE user.name == "eve"', null],
    ['COUNT(*) / 2', 2],
    ['ROUND(SUM(source.as.number) / TO_DOUBLE(COUNT(*)), 1)', 2],
    ['MV_COUNT(VALUES(user.name))', 2],
  ])('%s is %j', async (aggregate, expected) => {
    expect(await over(aggregate)).toEqual(expected);
  });

  test('without a name, the column is called as it is written', async () => {
    expect(await esqlColumns(database.db, `${FROM} | STATS COUNT(*), MAX(user.name)`)).toEqual([
      { 'COUNT(*)': 5, 'MAX(user.name)': 'bob' },
    ]);
  });
});

describe('groups', () => {
  test('null is a group of its own', async () => {
    const rows = await esqlColumns(database.db, `${FROM} | STATS n = COUNT(*) BY user.name | SORT user.name`);

    expect(rows).toEqual([
      { n: 3, 'user.name': 'ann' },
      { n: 1, 'user.name': 'bob' },
      { n: 1, 'user.name': null },
    ]);
  });

  test('an event with several values is in the group of each', async () => {
    const rows = await esqlColumns(
      database.db,
      `${FROM} | STATS n = COUNT(*), who = VALUES(user.name) BY t = event.type | SORT t`,
    );

    expect(rows).toEqual([
      { n: 1, who: null, t: 'end' },
      { n: 2, who: ['ann'], t: 'info' },
      { n: 1, who: ['ann'], t: 'start' },
      { n: 2, who: ['ann', 'bob'], t: null },
    ]);
  });

  test('an expression can be grouped by, and named', async () => {
    const rows = await esqlColumns(
      database.db,
      `${FROM} | STATS n = COUNT(*) BY minute = DATE_TRUNC(1 minute, @timestamp), user.name == "ann" | SORT minute, n`,
    );

    expect(rows).toEqual([
      { n: 1, minute: new Date('2024-05-01T10:00:00Z'), 'user.name == "ann"': false },
      { n: 2, minute: new Date('2024-05-01T10:00:00Z'), 'user.name == "ann"': true },
      { n: 1, minute: new Date('2024-05-01T10:01:00Z'), 'user.name == "ann"': true },
      { n: 1, minute: new Date('2024-05-01T10:02:00Z'), 'user.name == "ann"': null },
    ]);
  });

  test('BY alone lists the groups', async () => {
    expect(await esqlColumns(database.db, `${FROM} | STATS BY user.name | SORT user.name`)).toEqual([
      { 'user.name': 'ann' },
      { 'user.name': 'bob' },
      { 'user.name': null },
    ]);
  });

  test('of several several-valued columns every combination is a group', async () => {
    const rows = await esqlColumns(
      database.db,
      `${FROM} | WHERE event.type == "info" OR source.ip == "10.0.0.2" | STATS n = COUNT(*) BY a = event.type, b = event.type | SORT a, b`,
    );

    expect(rows.map(({ a, b, n }) => [a, b, n])).toEqual([
      ['info', 'info', 2],
      ['info', 'start', 1],
      ['start', 'info', 1],
      ['start', 'start', 1],
    ]);
  });
});

describe('the events behind a group', () => {
  test('are counted and named, the latest first, ties by id', async () => {
    const [ann, bob] = await runEsql(
      database.db,
      `${FROM} | WHERE user.name IS NOT NULL | STATS n = COUNT(*) BY user.name | SORT user.name`,
    );

    expect(ann).toMatchObject({
      eventCount: 3,
      eventId: eventId(3),
      eventTime: new Date('2024-05-01T10:01:00Z'),
      firstEventTime: new Date('2024-05-01T10:00:05Z'),
      eventIds: [eventId(3), eventId(1), eventId(0)],
    });
    expect(ann?.eventTimes?.map((time) => time.toISOString())).toEqual([
      '2024-05-01T10:01:00.000Z',
      '2024-05-01T10:00:15.000Z',
      '2024-05-01T10:00:05.000Z',
    ]);
    expect(bob?.eventIds).toEqual([eventId(2)]);
  });

  test('survive a second STATS', async () => {
    const rows = await runEsql(
      database.db,
      `${FROM} | STATS n = COUNT(*) BY user.name | STATS people = COUNT(user.name), all = SUM(n)`,
    );

    expect(rows).toMatchObject([
      {
        columns: { people: 2, all: 5 },
        eventCount: 5,
        eventId: eventId(4),
        firstEventTime: new Date('2024-05-01T10:00:05Z'),
        eventIds: [4, 3, 2, 1, 0].map(eventId),
      },
    ]);
  });

  test('count once though MV_EXPAND repeats them', async () => {
    const rows = await runEsql(
      database.db,
      `${FROM} | WHERE source.ip == "10.0.0.2" | MV_EXPAND event.type | STATS n = COUNT(*)`,
    );

    expect(rows).toMatchObject([{ columns: { n: 2 }, eventCount: 1, eventIds: [eventId(0)] }]);
  });

  test('are none in the one row over no events', async () => {
    const rows = await runEsql(
      database.db,
      `${FROM} | WHERE user.name == "eve" | STATS n = COUNT(*), m = MAX(user.name)`,
    );

    expect(rows).toEqual([
      {
        columns: { n: 0, m: null },
        ...{ eventCount: 0, eventId: null, eventTime: null, firstEventTime: null },
        ...{ eventIds: null, eventTimes: null },
      },
    ]);
    expect(
      await runEsql(database.db, `${FROM} | WHERE user.name == "eve" | STATS n = COUNT(*) BY user.name`),
    ).toEqual([]);
  });
});
