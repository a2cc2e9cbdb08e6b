import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { type BundleFiles, deleteNow, ingestNamed, keptFootprint } from '../../support/deletions';
import { emptyDatabase } from '../../support/detection';
import { makeDigest, trailKey } from '../../support/digests';
import { call, jsonLines, recordsFile } from '../../support/records';

const deleted = testDatabase();
const fresh = testDatabase();
const folder = testFolder();
const T = '2026-03-20T12:00:00Z';

beforeEach(async () => {
  await emptyDatabase(deleted.db);
  await emptyDatabase(fresh.db);
});

type Bundles = Readonly<Record<string, BundleFiles>>;

/** Ingests the bundles, deletes the named ones in turn, and compares with ingesting the others alone. */
async function expectAsIfNeverCome(bundles: Bundles, names: readonly string[]): Promise<void> {
  const ids = new Map<string, number>();
  for (const [name, files] of Object.entries(bundles)) {
    ids.set(name, await ingestNamed(deleted.system, folder, name, files));
  }
  const estimated = await deleted.db.prisma.bundle.findMany({
    where: { known: { gt: 0 } },
    select: { name: true },
  });
  for (const name of names) await deleteNow(deleted.system, ids.get(name) ?? 0);
  for (const [name, files] of Object.entries(bundles)) {
    if (!names.includes(name)) await ingestNamed(fresh.system, folder, name, files);
  }
  const untold = estimated.map(({ name }) => name);
  expect(await keptFootprint(deleted.db, untold)).toEqual(await keptFootprint(fresh.db, untold));
}

const later = (n: number) => new Date(Date.parse(T) + n * 60_000).toISOString();
const one = call(1, T);
const two = call(2, later(70));
const three = call(3, later(140), { awsRegion: 'us-east-1' });
const four = call(4, later(7200));
const oneForged = call(1, T, { userAgent: 'forged' });
const oneForgedAgain = call(1, T, { userAgent: 'forged again' });
const shared = gzipSync(recordsFile([two, three, two]));

/** Three bundles that overlap in every way: copies, the same bytes, and bodies that contradict each other. */
const OVERLAPPING: Bundles = {
  a: {
    '1-first.json': recordsFile([one, two]),
    '2-shared.json.gz': shared,
    '3-own.jsonl': jsonLines([call(10, T), call(11, later(-600))]),
    '4-again.json': recordsFile([one, two]),
  },
  b: {
    '1-forged.json': recordsFile([oneForged, three, call(12, later(5))]),
    '2-same.json.gz': shared,
    '3-first.json': recordsFile([one, two]),
    'notes.txt': 'none of our business, in plain words',
  },
  c: {
    '1-forged.json': recordsFile([oneForgedAgain, oneForged, one, call(10, T), four]),
    '2-same.json.gz': shared,
    '3-broken.json': `{"Records":[${JSON.stringify(two)},{"eventID":"x","eventName":"y","awsRegion":"z"},7]}`,
  },
};

describe('what is left is what would be there had the bundle never come', () => {
  test.each([
    [['a']],
    [['b']],
    [['c']],
    [['a', 'b']],
    [['b', 'a']],
    [['a', 'c']],
    [['c', 'a']],
    [['b', 'c']],
    [['c', 'b']],
    [['a', 'b', 'c']],
    [['c', 'b', 'a']],
  ])('after deleting %j', async (names) => {
    await expectAsIfNeverCome(OVERLAPPING, names);
  });

  test('for records that say the same and are written differently', async () => {
    const spaced = JSON.stringify({ Records: [one, two] }, null, 2);
    await expectAsIfNeverCome({ a: { 'x.json': recordsFile([one, two]) }, b: { 'y.json': spaced } }, ['a']);
  });

  test('for digests and damaged files that came twice', async () => {
    const digest = makeDigest(11, [], trailKey(), null);
    const files = {
      'digest.json.gz': gzipSync(digest.content),
      'damaged.json': `{"Records":[${JSON.stringify(one)},{"eventID":`,
      'lost.json.gz': gzipSync(recordsFile([two, three])).subarray(0, -30),
    };
    await expectAsIfNeverCome({ a: files, b: files, c: { ...files, 'more.json': recordsFile([four]) } }, [
      'a',
    ]);
  });

  test('for rows of a CSV whose whole records came in another bundle', async () => {
    const csv = [
      'eventID,eventTime,eventName,eventSource,awsRegion,recipientAccountId',
      ...[one, two].map((record) =>
        [
          record.eventID,
          record.eventTime,
          record.eventName,
          record.eventSource,
          record.awsRegion,
          record.recipientAccountId,
        ].join(','),
      ),
    ].join('\n');
    const bundles = {
      a: { 'whole.json': recordsFile([one]) },
      b: { 'rows.csv': `${csv}\n` },
      c: { 'whole.json': recordsFile([three]) },
    };
    await expectAsIfNeverCome(bundles, ['a']);
  });

  test('for a file of many segments that came twice', async () => {
    const pad = 'x'.repeat(3000);
    const large = recordsFile(
      Array.from({ length: 2000 }, (_, n) => call(n, later(n), { requestParameters: { pad, n } })),
    );
    const packed = gzipSync(large, { level: 1 });
    await expectAsIfNeverCome({ a: { 'l.json.gz': packed, 'p.json': large }, b: { 'l.json.gz': packed } }, [
      'a',
    ]);
  });
});

describe('whatever bundles overlap', () => {
  /** A record of one of six ids, with one of three bodies: few enough that bundles meet all the time. */
  const record = fc
    .record({ id: fc.integer({ min: 1, max: 6 }), body: fc.integer({ min: 0, max: 2 }) })
    .map(({ id, body }) => call(id, later(id * 45), { userAgent: `agent ${body}` }));
  const file = fc.array(record, { minLength: 1, maxLength: 5 });
  /** Files are picked from a few, so that the same bytes come again. */
  const bundles = fc
    .tuple(
      fc.array(file, { minLength: 3, maxLength: 4 }),
      fc.array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 3, maxLength: 3 }),
    )
    .map(([files, picks]) =>
      Object.fromEntries(
        picks.map((indices, bundle) => [
          'abc'[bundle] ?? '',
          Object.fromEntries(
            [0, ...indices].map((index, n) => [
              `${n}.json`,
              recordsFile(files[(index + bundle) % files.length] ?? []),
            ]),
          ),
        ]),
      ),
    );

  test('deleting any of them leaves what the others give', async () => {
    await fc.assert(
      fc.asyncProperty(
        bundles,
        fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 1, maxLength: 2 }),
        async (all, names) => {
          await emptyDatabase(deleted.db);
          await emptyDatabase(fresh.db);
          await expectAsIfNeverCome(all, names);
        },
      ),
      { numRuns: 10 },
    );
  });
});
