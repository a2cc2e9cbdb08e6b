import { beforeAll, describe, expect, test } from 'vitest';
import type { EcsEvent } from '@/lib/ecs';
import { parseEsql } from '@/lib/esql';
import { esqlToSql } from '@/lib/esql/to-sql';
import { testDatabase } from '../../support/database';
import { esqlColumns, runEsql } from '../../support/esql';
import { storeEvents } from '../../support/events';
import { eventId } from '../../support/records';

const database = testDatabase();

function at(minute: number, more: EcsEvent): EcsEvent {
  return { '@timestamp': `2024-05-01T10:${String(minute).padStart(2, '0')}:00.000Z`, ...more };
}

const EVENTS: readonly EcsEvent[] = [
  at(0, { 'event.action': 'b', 'user.name': 'ann', 'event.type': ['info', 'start'] }),
  at(1, { 'event.action': 'B', 'source.as.number': 9, 'event.type': ['info'] }),
  at(2, { 'event.action': 'a', 'user.name': 'bob', 'source.as.number': 10 }),
];

beforeAll(() => storeEvents(database.db, EVENTS));

const FROM = 'FROM logs-aws.cloudtrail-*';

function columns(rest: string) {
  return esqlColumns(database.db, `${FROM} ${rest}`);
}

async function names(rest: string): Promise<string[]> {
  const [row] = await columns(rest);
  return Object.keys(row ?? {});
}

describe('WHERE', () => {
  test('keeps rows where the condition is true, not where it is null', async () => {
    expect(await columns('| WHERE user.name != "bob" | KEEP event.action')).toEqual([
      { 'event.action': 'b' },
    ]);
  });

  test('sees columns made above it, wherever it is evaluated', async () => {
    const rows = await columns(
      '| EVAL x = source.as.number + 1 | WHERE x > 10 AND user.name == "bob" | KEEP x',
    );

    expect(rows).toEqual([{ x: 11 }]);
  });

  test('behind LIMIT only sees what the limit left', async () => {
    expect(await columns('| SORT @timestamp | LIMIT 1 | WHERE user.name == "bob"')).toEqual([]);
  });
});

describe('EVAL', () => {
  test('uses a column that the same EVAL made, and replaces a field of that name', async () => {
    const rows = await columns(
      '| WHERE event.action == "a" | EVAL x = 1, y = x + 1, event.action = "new" | KEEP y, event.action',
    );

    expect(rows).toEqual([{ y: 2, 'event.action': 'new' }]);
  });

  test('names an unnamed column as it is written', async () => {
    expect(await names('| EVAL 1 + 2 | KEEP `1 + 2`')).toEqual(['1 + 2']);
  });
});

describe('KEEP, DROP and RENAME', () => {
  test('KEEP puts a column where its closest pattern stands', async () => {
    expect(await names('| KEEP user.*, event.action, event.out*, user.name')).toEqual([
      'user.id',
      'user.email',
      'user.target.name',
      'user.target.id',
      'user.changes.name',
      'event.action',
      'event.outcome',
      'user.name',
    ]);
  });

  test('metadata names the event and is there when it is asked for', async () => {
    const rows = await esqlColumns(
      database.db,
      `${FROM} METADATA _id, _version, _index | WHERE event.action == "a" | KEEP _id, _version, _index`,
    );

    expect(rows).toEqual([{ _id: eventId(2), _version: 1, _index: 'logs-aws.cloudtrail-default' }]);
  });

  test('RENAME gives a column another name in both spellings, and DROP removes it', async () => {
    expect(await names('| KEEP event.action, user.name | RENAME event.action AS a, n = user.name')).toEqual([
      'a',
      'n',
    ]);
    expect(await names('| KEEP event.action, user.name | DROP user.*')).toEqual(['event.action']);
  });
});

describe('SORT and LIMIT', () => {
  test('ascending puts nulls last, descending first, and text goes by character code', async () => {
    const ascending = await columns('| SORT user.name | KEEP user.name');
    const descending = await columns('| SORT user.name DESC | KEEP user.name');
    const text = await columns('| SORT event.action | KEEP event.action');

    expect(ascending.map((row) => row['user.name'])).toEqual(['ann', 'bob', null]);
    expect(descending.map((row) => row['user.name'])).toEqual([null, 'bob', 'ann']);
    expect(text.map((row) => row['event.action'])).toEqual(['B', 'a', 'b']);
  });

  test('NULLS FIRST and LAST say otherwise, and later keys decide among equals', async () => {
    const rows = await columns('| SORT event.kind, source.as.number DESC NULLS LAST | KEEP source.as.number');

    expect(rows.map((row) => row['source.as.number'])).toEqual([10, 9, null]);
  });

  test('LIMIT keeps the first rows of the order above it', async () => {
    expect(await columns('| SORT source.as.number DESC | LIMIT 2 | KEEP event.action')).toEqual([
      { 'event.action': 'b' },
      { 'event.action': 'a' },
    ]);
  });

  test('descending, several values sort by the greatest of them', async () => {
    const rows = await columns('| WHERE event.type IS NOT NULL | SORT event.type DESC | KEEP event.action');

    expect(rows).toEqual([{ 'event.action': 'b' }, { 'event.action': 'B' }]);
  });
});

test('MV_EXPAND gives a row for each value, and keeps a row without any', async () => {
  const rows = await columns(
    '| MV_EXPAND event.type | SORT @timestamp, event.type | KEEP event.action, event.type',
  );

  expect(rows).toEqual([
    { 'event.action': 'b', 'event.type': 'info' },
    { 'event.action': 'b', 'event.type': 'start' },
    { 'event.action': 'B', 'event.type': 'info' },
    { 'event.action': 'a', 'event.type': null },
  ]);
});

describe('rows of a query that does not aggregate', () => {
  test('carry the event they are', async () => {
    const [row] = await runEsql(database.db, `${FROM} | WHERE event.action == "B" | KEEP user.name`);

    expect(row).toMatchObject({
      eventCount: 1,
      eventId: eventId(1),
      eventTime: new Date('2024-05-01T10:01:00Z'),
      firstEventTime: new Date('2024-05-01T10:01:00Z'),
      eventIds: null,
    });
  });
});

describe('inside another statement', () => {
  test('the source may look at the row it is joined to', async () => {
    const result = parseEsql(
      `${FROM} | STATS n = COUNT(*), last = MAX(@timestamp) | WHERE last >= NOW() - 1 minute`,
    );
    if (!result.ok) throw new Error(result.message);
    const source = `(select * from event where event_time > w.at - interval '2 minutes' and event_time <= w.at)`;
    const { text, values, columns } = esqlToSql(result.ast, { source, now: 'w.at', startIndex: 2 });
    const [n] = columns;

    const { rows } = await database.db.pool.query(
      `select w.at, found.${n?.sqlName} as n, found.event_ids
         from unnest($1::timestamptz[]) as w (at) cross join lateral (${text}) as found order by w.at`,
      [['2024-05-01T10:01:00Z', '2024-05-01T10:02:30Z', '2024-05-01T10:03:30Z'], ...values],
    );

    expect(rows).toEqual([
      { at: new Date('2024-05-01T10:01:00Z'), n: 2, event_ids: [eventId(1), eventId(0)] },
      { at: new Date('2024-05-01T10:02:30Z'), n: 2, event_ids: [eventId(2), eventId(1)] },
    ]);
  });

  test('what a query says never becomes SQL', async () => {
    const evil = `x"); drop table event; --`;
    const rows = await columns(
      `| EVAL \`c1 from event; --\` = "'; drop table event; --" | WHERE user.name != """${evil}""" | KEEP \`c1 from event; --\``,
    );

    expect(rows).toHaveLength(2);
    expect(rows[0]).toEqual({ 'c1 from event; --': "'; drop table event; --" });
  });
});
