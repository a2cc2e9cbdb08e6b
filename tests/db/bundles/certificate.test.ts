import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { getCertificate } from '@/lib/bundles/certificate';
import type { EventLink } from '@/lib/bundles/schemas';
import type { JsonObject } from '@/lib/ecs';
import { searchEvents } from '@/lib/events/search';
import { ingestFiles, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { emptyDatabase } from '../../support/detection';
import { ACCOUNT, call, eventId, recordsFile } from '../../support/records';

const database = testDatabase();
const folder = testFolder();

beforeEach(() => emptyDatabase(database.db));

async function certify(files: Readonly<Record<string, readonly JsonObject[] | string | Buffer>>) {
  const paths: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    const isRaw = typeof content === 'string' || Buffer.isBuffer(content);
    paths.push(await folder.write(name, isRaw ? content : recordsFile(content as readonly JsonObject[])));
  }
  const { bundle } = await ingestFiles(database.system, ...paths);
  return certificateOf(bundle.id);
}

function certificateOf(id: number) {
  return getCertificate({ ctx: database.analyst, input: { id } });
}

async function found({ bundle, query, from, to }: EventLink): Promise<number> {
  const input = { bundle, query, ...(from ? { from } : {}), ...(to ? { to } : {}) };
  return (await searchEvents({ ctx: database.analyst, input })).total;
}

const HOUR = (hour: number, minute = 0) =>
  `2026-03-20T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00Z`;

describe('the heat strip', () => {
  test('counts records by hour, and the hours without any between the first and the last', async () => {
    const { activity } = await certify({
      'hours.json': [
        call(1, HOUR(8)),
        call(2, HOUR(8, 59)),
        call(3, HOUR(10)),
        call(4, HOUR(14)),
        call(5, HOUR(9), { awsRegion: 'us-east-1' }),
      ],
    });

    expect(activity).toMatchObject({
      from: '2026-03-20T08:00:00.000Z',
      bucketHours: 1,
      buckets: 7,
      gapHours: 4,
    });
    expect(
      activity?.rows.map(({ region, cells, gapHours, gapCount }) => [region, cells, gapHours, gapCount]),
    ).toEqual([
      ['eu-west-1', [2, 0, 1, 0, 0, 0, 1], 4, 2],
      ['us-east-1', [0, 1, 0, 0, 0, 0, 0], 0, 0],
    ]);
    expect(activity?.rows[0]?.gaps).toEqual([
      { from: '2026-03-20T09:00:00.000Z', to: '2026-03-20T10:00:00.000Z', hours: 1 },
      { from: '2026-03-20T11:00:00.000Z', to: '2026-03-20T14:00:00.000Z', hours: 3 },
    ]);
    expect(activity?.rowsTotal).toBe(2);
  });

  test('takes coarser buckets for a long span', async () => {
    const { activity } = await certify({ 'long.json': [call(1, '2025-03-20T05:00:00Z'), call(2, HOUR(5))] });

    expect(activity).toMatchObject({ from: '2025-03-20T00:00:00.000Z', bucketHours: 24, buckets: 366 });
    expect(activity?.rows[0]?.gapHours).toBe(365 * 24 - 1);
  });

  test('is not stretched by one clock that is years off', async () => {
    const records = Array.from({ length: 20 }, (_, n) => call(n, HOUR(n)));
    const { activity, clock } = await certify({ 'off.json': [...records, call(99, '2019-01-01T00:00:00Z')] });

    expect(activity).toMatchObject({
      from: '2026-03-20T00:00:00.000Z',
      buckets: 20,
      gapHours: 0,
      outside: 1,
    });
    expect(clock).toMatchObject([
      { kind: 'long_before_the_rest', events: 1, examples: [{ eventId: eventId(99) }] },
    ]);
  });
});

describe('numbers of events and the searches beside them agree', () => {
  const cut = { omitted: true, originalSize: 120_000, reason: 'requestParameters too large' };
  const files = {
    'a.json': [
      call(1, HOUR(8), { requestParameters: cut }),
      call(2, HOUR(9), { responseElements: { ...cut, reason: 'responseElements too large' } }),
      call(3, HOUR(10), { requestParameters: cut, responseElements: cut, awsRegion: 'us-east-1' }),
      call(4, HOUR(11), { requestParameters: { omitted: false } }),
      call(5, '2010-01-01T00:00:00Z'),
      call(6, '2099-01-01T00:00:00Z', { eventSource: 'iam.amazonaws.com' }),
    ],
    'b.json': [call(1, HOUR(8), { requestParameters: cut }), call(7, HOUR(12))],
  };

  test('for parts that CloudTrail left out', async () => {
    const { omitted } = await certify(files);

    expect(omitted.events).toBe(3);
    expect(omitted.parts.map(({ part, events }) => [part, events])).toEqual([
      ['requestParameters', 2],
      ['responseElements', 2],
    ]);
    expect(omitted.examples.map(({ eventId: id }) => id)).toEqual([1, 2, 3].map(eventId));
    expect(await found(omitted.link)).toBe(3);
    for (const { link, events } of omitted.parts) expect(await found(link)).toBe(events);
  });

  test('for accounts, regions, services, pairs and clocks', async () => {
    const certificate = await certify(files);
    const { accounts, regions, services, activity, clock, span } = certificate;

    expect(certificate.bundle).toMatchObject({ records: 8, inserted: 7, duplicates: 1 });
    expect(accounts).toMatchObject([{ value: ACCOUNT, events: 7 }]);
    expect(regions.map(({ value, events }) => [value, events])).toEqual([
      ['eu-west-1', 6],
      ['us-east-1', 1],
    ]);
    expect(services.map(({ value, events }) => [value, events])).toEqual([
      ['s3.amazonaws.com', 6],
      ['iam.amazonaws.com', 1],
    ]);
    expect(clock.map(({ kind, events }) => [kind, events])).toEqual([
      ['after_ingest', 1],
      ['before_cloudtrail', 1],
    ]);
    const numbers = [...accounts, ...regions, ...services, ...clock, ...(activity?.rows ?? [])];
    for (const { link, events } of numbers) if (link) expect(await found(link)).toBe(events);
    expect(span && (await found(span.link))).toBe(7);
  });
});

test('events that do not fit the time in the name of their file are told with the file', async () => {
  const name = `${ACCOUNT}_CloudTrail_eu-west-1_20260320T1205Z_abcdefgh12345678.json.gz`;
  const { clock } = await certify({
    [name]: gzipSync(
      recordsFile([
        call(1, '2026-03-20T12:05:59Z'),
        call(2, '2026-03-20T12:06:00Z'),
        call(3, '2026-03-19T12:05:00Z'),
        call(4, '2026-03-19T12:04:59Z'),
      ]),
    ),
    // A date that does not exist is no stamp.
    [`${ACCOUNT}_CloudTrail_eu-west-1_20260231T9905Z_abcdefgh12345678.json`]: [call(5, HOUR(1))],
  });

  expect(clock.map(({ kind, events, examples }) => [kind, events, examples[0]?.eventId])).toEqual([
    ['after_its_file', 1, eventId(2)],
    ['long_before_its_file', 1, eventId(4)],
  ]);
  expect(clock[0]?.examples[0]?.member).toContain(name);
});

test('members, problems and known files are counted, and lead to their places', async () => {
  const records = [call(1, HOUR(8))];
  const certificate = await certify({
    'good.json': records,
    'again.json': records,
    'notes.txt': 'Dear diary, nothing happened today.',
    'bad.json': `{"Records":[${JSON.stringify(call(2, HOUR(9)))},{"eventID":"x","eventName":"y","awsRegion":"z"}]}`,
  });

  const { bundle, envelopes, known, problems, reasonsTotal, evidence } = certificate;
  expect(bundle).toMatchObject({ known: 1, records: 4, inserted: 2, duplicates: 1, errors: 1, skipped: 1 });
  expect(envelopes.map(({ status, members }) => [status, members]).sort()).toEqual([
    ['done', 2],
    ['known', 1],
    ['skipped', 1],
  ]);
  expect(known).toMatchObject([{ path: 'again.json', sameAs: { path: 'good.json', bundleId: bundle.id } }]);
  expect(reasonsTotal).toBe(2);
  expect(problems.map(({ kind, count, members }) => [kind, count, members]).sort()).toEqual([
    ['error', 1, 1],
    ['skip', 1, 1],
  ]);
  const error = problems.find(({ kind }) => kind === 'error');
  expect(error?.examples).toMatchObject([
    {
      member: 'bad.json',
      memberId: expect.any(Number),
      position: expect.stringMatching(/^record 2, byte \d+$/),
    },
  ]);
  expect(evidence).toMatchObject({ kept: 3, notKept: 1, elsewhere: 0 });
  expect(evidence.bytesStored).toBeGreaterThan(0);
});

test('a bundle that holds only files of another one has a certificate with records and without events', async () => {
  const records = [call(1, HOUR(8)), call(2, HOUR(11))];
  await certify({ 'first.json': records });
  const { bundle, activity, omitted, accounts, evidence } = await certify({ 'second.json': records });

  expect(bundle).toMatchObject({ known: 1, records: 2, inserted: 0, duplicates: 2 });
  expect(activity?.rows).toMatchObject([{ records: 2, events: 0, cells: [1, 0, 0, 1], gapHours: 2 }]);
  expect(accounts).toEqual([]);
  expect(omitted.events).toBe(0);
  expect(evidence).toMatchObject({ kept: 1, elsewhere: 1, bytesStored: 0 });
});

test('an empty bundle and one that does not exist are told apart', async () => {
  const { id } = await database.db.prisma.bundle.create({
    data: { name: 'Empty', origin: 'upload', status: 'receiving', createdBy: 'Ada', sourcePaths: [] },
  });

  expect(await certificateOf(id)).toMatchObject({ envelopes: [], activity: null, span: null, clock: [] });
  await expect(certificateOf(id + 1)).rejects.toMatchObject({ code: 'not_found' });
});
