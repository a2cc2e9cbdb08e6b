import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '@/lib/ecs';
import { getEvent } from '@/lib/events/get';
import { ingestFiles, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { emptyDatabase } from '../../support/detection';
import { call, eventId, jsonLines, recordsFile } from '../../support/records';
import { evidenceOf, storedRecords } from '../../support/stored';

const database = testDatabase();
const folder = testFolder();
const T = '2026-03-20T12:00:00Z';

beforeEach(() => emptyDatabase(database.db));

/** Records that JSON.stringify would not write the way they stand here. */
const ODD_RECORDS = [
  `{ "eventID" : "${eventId(1)}",\n\t"eventTime":"${T}", "eventName":"A\\u0042", "awsRegion":"eu-west-1",  "n": 1.0 }`,
  `{"eventID":"${eventId(2)}","eventTime":"${T}","eventName":"B","awsRegion":"eu-west-1","n":12345678901234567890}`,
  `{"eventID":"${eventId(3)}","eventTime":"${T}","eventName":"C","awsRegion":"eu-west-1","x":"é🔑\\/","x":"twice"}`,
  `{"eventID":"${eventId(4)}","eventTime":"${T}","eventName":"D","awsRegion":"eu-west-1","1":[],"0":{}}`,
];

describe.each([
  [
    'Records',
    (records: readonly string[]) => `{"x":[1], "Records": [ ${records.join(' ,\n ')} ] , "y": null}\n`,
  ],
  ['a bare array', (records: readonly string[]) => `[${records.join(',')}]`],
  ['documents one after another', (records: readonly string[]) => `\ufeff${records.join('\n\n')}`],
])('a member that holds %s', (name, layout) => {
  const text = layout(ODD_RECORDS);

  test('gives every record back as it stood, and its evidence is the file', async () => {
    const member = `${name}.json`;
    await ingestFiles(database.system, await folder.write(member, text));

    expect([...(await storedRecords(database.db))].sort()).toEqual(
      ODD_RECORDS.map((record, index) => [eventId(index + 1), record]),
    );
    expect((await evidenceOf(database.db, member)).toString('utf8')).toBe(text);
  });

  test('does so from gzip, with the checksum of the file as it came', async () => {
    const member = `${name}.json.gz`;
    const compressed = gzipSync(text);
    await ingestFiles(database.system, await folder.write(member, compressed));

    expect((await evidenceOf(database.db, member)).toString('utf8')).toBe(text);
    expect(await database.db.prisma.bundleMember.findFirst()).toMatchObject({
      sha256: createHash('sha256').update(compressed).digest('hex'),
      bytes: BigInt(compressed.length),
    });
  });
});

test('a single bare event is a bundle too', async () => {
  const [record = ''] = ODD_RECORDS;
  const { bundle } = await ingestFiles(database.system, await folder.write('single.json', record));

  expect(bundle).toMatchObject({ records: 1, inserted: 1, errors: 0 });
  expect((await storedRecords(database.db)).get(eventId(1))).toBe(record);
});

test('a member of many segments gives every record back, across all cuts, and itself as it came', async () => {
  // About 12 MB that does not compress to nothing, so that several segments of 2 MB and two batches are written.
  const records: JsonObject[] = Array.from({ length: 20_000 }, (_, n) =>
    call(n, new Date(Date.UTC(2026, 2, 1) + n * 60_000).toISOString(), {
      userAgent: createHash('sha256').update(String(n)).digest('base64'),
    }),
  );
  const text = recordsFile(records);
  const packed = gzipSync(text);
  const { bundle } = await ingestFiles(database.system, await folder.write('large.json.gz', packed));

  expect(bundle).toMatchObject({ records: 20_000, inserted: 20_000, errors: 0 });
  const stored = await storedRecords(database.db);
  expect(stored.size).toBe(20_000);
  for (const [n, record] of records.entries()) expect(stored.get(eventId(n))).toBe(JSON.stringify(record));
  expect((await evidenceOf(database.db, 'large.json.gz')).equals(Buffer.from(text))).toBe(true);
  expect(await database.db.prisma.evidenceSegment.count()).toBeGreaterThan(2);
  const parts = await database.db.prisma.evidenceOriginal.findMany({ orderBy: { part: 'asc' } });
  expect(Buffer.concat(parts.map(({ data }) => data)).equals(packed)).toBe(true);
});

test('damaged and foreign parts of a member are evidence too', async () => {
  const text = `garbage before\n${jsonLines([call(1, T)])}{"broken": \n\n${jsonLines([call(2, T)])}{"hello":"world"}\nand after`;
  await ingestFiles(database.system, await folder.write('dirty.jsonl', text));

  expect((await evidenceOf(database.db, 'dirty.jsonl')).toString('utf8')).toBe(text);
  expect([...(await storedRecords(database.db)).keys()].sort()).toEqual([eventId(1), eventId(2)]);
});

test('the evidence of a gzip that breaks off is what could be read of it', async () => {
  const text = jsonLines(
    Array.from({ length: 3000 }, (_, n) => call(n, T, { userAgent: String(Math.cos(n)) })),
  );
  const compressed = gzipSync(text);
  await ingestFiles(database.system, await folder.write('cut.json.gz', compressed.subarray(0, -1000)));

  const evidence = (await evidenceOf(database.db, 'cut.json.gz')).toString('utf8');

  expect(evidence.length).toBeGreaterThan(0);
  expect(gunzipSync(compressed).toString('utf8').startsWith(evidence)).toBe(true);
});

test('one event is read with its document, its record and where it came from', async () => {
  const [record = ''] = ODD_RECORDS;
  await ingestFiles(database.system, await folder.write('whole/one.json', record));

  const event = await getEvent({ ctx: database.analyst, input: { id: eventId(1) } });

  expect(event).toMatchObject({
    eventId: eventId(1),
    eventTime: '2026-03-20T12:00:00.000Z',
    action: 'AB',
    raw: record,
    bundleName: 'one.json',
    member: 'one.json',
    ecs: { event: { action: 'AB', dataset: 'aws.cloudtrail' }, cloud: { region: 'eu-west-1' } },
  });
  await expect(getEvent({ ctx: database.analyst, input: { id: eventId(99) } })).rejects.toMatchObject({
    code: 'not_found',
  });
});
