import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { EcsEvent } from '@/lib/ecs';
import { testDatabase } from '../../support/database';
import { esqlColumns, runEsql } from '../../support/esql';
import { storeEvents } from '../../support/events';

const database = testDatabase();
const FROM = 'FROM logs-aws.cloudtrail-*';

beforeEach(async () => {
  await database.db.pool.query('delete from event');
});

interface Sighting {
  readonly user: string | null;
  readonly types: readonly string[];
  readonly number: number | null;
}

const sighting: fc.Arbitrary<Sighting> = fc.record({
  user: fc.constantFrom('ann', 'bob', 'Bob', null),
  types: fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { maxLength: 3 }),
  number: fc.option(fc.integer({ min: 0, max: 5 })),
});

function toEvent({ user, types, number }: Sighting, index: number): EcsEvent {
  return {
    '@timestamp': new Date(Date.UTC(2024, 4, 1) + index * 1000).toISOString(),
    ...(user === null ? {} : { 'user.name': user }),
    ...(types.length === 0 ? {} : { 'event.type': types }),
    ...(number === null ? {} : { 'source.as.number': number }),
  };
}

function distinct<T extends string | number>(values: readonly (T | null)[]): T[] | null {
  const found = [...new Set(values.flatMap((value) => (value === null ? [] : [value])))];
  return found.length === 0 ? null : found.sort();
}

const ORDER = ['x', 'y', 'z', null];

/** STATS as one would do it by hand: every row goes into the group of each of its values. */
function grouped(sightings: readonly Sighting[]) {
  const groups = new Map<string | null, Sighting[]>();
  for (const each of sightings) {
    for (const type of each.types.length > 0 ? each.types : [null]) {
      groups.set(type, [...(groups.get(type) ?? []), each]);
    }
  }
  return [...groups]
    .sort(([left], [right]) => ORDER.indexOf(left) - ORDER.indexOf(right))
    .map(([type, rows]) => {
      const numbers = rows.flatMap(({ number }) => (number === null ? [] : [number]));
      return {
        n: rows.length,
        users: distinct(rows.map(({ user }) => user)),
        count: new Set(rows.flatMap(({ user }) => user ?? [])).size,
        sum: numbers.length === 0 ? null : numbers.reduce((sum, each) => sum + each, 0),
        most: numbers.length === 0 ? null : Math.max(...numbers),
        anns: rows.filter(({ user }) => user === 'ann').length,
        all: distinct(rows.flatMap(({ types }) => types)),
        type,
      };
    });
}

test('STATS finds what grouping by hand finds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(sighting, { minLength: 1, maxLength: 40 }), async (sightings) => {
      await database.db.pool.query('delete from event');
      await storeEvents(database.db, sightings.map(toEvent));

      const rows = await runEsql(
        database.db,
        `${FROM} | STATS n = COUNT(*), users = VALUES(user.name), count = COUNT_DISTINCT(user.name),
           sum = SUM(source.as.number), most = MAX(source.as.number), anns = COUNT(*) WHERE user.name == "ann",
           all = VALUES(event.type) BY type = event.type | SORT type`,
      );

      expect(rows.map(({ columns }) => columns)).toEqual(grouped(sightings));
      expect(rows.map(({ eventCount }) => eventCount)).toEqual(rows.map(({ columns }) => columns.n));
    }),
    { numRuns: 30 },
  );
});

/** Any text that a trail can hold, and such that look like the values that are converted. */
const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'0123456789+-.eE:TZ/ ') }),
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef:.') }),
  fc.base64String(),
  fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64')),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.ipV4(),
  fc.ipV6(),
);

test('no conversion fails on what a log says', async () => {
  const texts = fc
    .sample(hostileText, { numRuns: 3000, seed: 7 })
    .filter((text) => !/\0|[\ud800-\udfff]/u.test(text));
  await storeEvents(
    database.db,
    texts.map((text, index) => ({
      ...toEvent({ user: null, types: [], number: null }, index),
      'user.name': text,
    })),
  );
  const conversions = [
    'TO_LONG',
    'TO_INTEGER',
    'TO_DOUBLE',
    'TO_BOOLEAN',
    'TO_DATETIME',
    'TO_IP',
    'FROM_BASE64',
  ];

  const rows = await esqlColumns(
    database.db,
    `${FROM} | EVAL ${conversions.map((name) => `${name} = ${name}(user.name)`).join(', ')} | KEEP TO_*, FROM_*`,
  );

  expect(rows).toHaveLength(texts.length);
});

test('Base64 and back is the same text', async () => {
  const texts = fc
    .sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }), { numRuns: 500, seed: 7 })
    .filter((text) => !/\0|[\ud800-\udfff]/u.test(text));
  await storeEvents(
    database.db,
    texts.map((text, index) => ({
      ...toEvent({ user: null, types: [], number: null }, index),
      'user.name': text,
    })),
  );

  const rows = await esqlColumns(
    database.db,
    `${FROM} | EVAL back = FROM_BASE64(TO_BASE64(user.name)) | SORT @timestamp | KEEP back`,
  );

  expect(rows.map(({ back }) => back)).toEqual(texts);
});
