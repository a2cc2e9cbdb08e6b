import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLocalBundle } from '@/lib/bundles/create-local';
import { fetchAhead } from '@/lib/ingest/fetch-ahead';
import { ingestBundle } from '@/lib/ingest/ingest-bundle';
import type { IngestResult } from '@/lib/ingest/read-result';
import { listS3Sources } from '@/lib/ingest/s3-sources';
import { installCatalog } from '@/lib/rules/install-catalog';
import { formatS3Location, type S3Location } from '@/lib/sources/s3-location';
import { type AwsRequest, testAws } from '../support/aws';
import { DATA_DIR, testFolder } from '../support/bundles';
import { runCli } from '../support/cli';
import { testDatabase } from '../support/database';
import { emptyDatabase } from '../support/detection';
import { call, eventId, recordsFile } from '../support/records';
import { storedRecords } from '../support/stored';

const database = testDatabase();
const folder = testFolder();
const aws = testAws();
const BUCKET = 'logs';
const REGION_ROOT = 'AWSLogs/111122223333/CloudTrail/eu-west-1/';

beforeAll(() => installCatalog(database.db));
beforeEach(async () => {
  await emptyDatabase(database.db);
  aws.createBucket(BUCKET);
});

function at(key: string, more: Partial<S3Location> = {}): S3Location {
  return { bucket: BUCKET, key, isObject: false, endpoint: aws.endpoint, ...more };
}

/** A log file of one event, as CloudTrail delivers it at noon of a day in March 2026. */
async function putLog(n: number, day = '20', root = REGION_ROOT): Promise<string> {
  const key = `${root}2026/03/${day}/111122223333_CloudTrail_eu-west-1_202603${day}T1200Z_${n}.json.gz`;
  const record = call(n, `2026-03-${day}T11:58:00Z`);
  await aws.put(BUCKET, key, gzipSync(recordsFile([record])));
  return key;
}

async function createBundle(...sources: Array<string | S3Location>): Promise<number> {
  const paths = sources.map((source) => (typeof source === 'string' ? source : formatS3Location(source)));
  return (await createLocalBundle({ ctx: database.system, input: { paths, origin: 'cli' } })).id;
}

async function ingest(...sources: Array<string | S3Location>): Promise<IngestResult> {
  return ingestBundle(database.system, await createBundle(...sources), { dataDir: DATA_DIR });
}

async function list(location: S3Location): Promise<string[]> {
  const keys: string[] = [];
  for await (const { object } of listS3Sources(location, async () => new Map())) keys.push(object.key);
  return keys;
}

async function storedIds(): Promise<string[]> {
  return [...(await storedRecords(database.db)).keys()].sort();
}

describe('listing', () => {
  test('goes through all pages, in the order of the keys', async () => {
    const names = Array.from({ length: 1005 }, (_, n) => `many/${String(n).padStart(4, '0')}`);
    await Promise.all(names.map((name) => aws.put(BUCKET, name, 'x')));
    const keys = await list(at('many/'));

    expect(keys).toEqual(names);
    expect(aws.lists).toHaveLength(2);
  });

  test('by days reads the folders of these days only', async () => {
    for (const day of ['18', '19', '20', '21', '22']) await putLog(Number(day), day);
    const keys = await list(at(REGION_ROOT, { since: '2026-03-19', until: '2026-03-20' }));

    expect(keys.map((key) => key.slice(REGION_ROOT.length, REGION_ROOT.length + 10))).toEqual([
      '2026/03/19',
      '2026/03/20',
    ]);
    expect(aws.lists).toHaveLength(1);
    expect(aws.lists[0]?.url.searchParams.get('start-after')).toBe(`${REGION_ROOT}2026/03/19`);
  });

  test('by days finds accounts and regions on its own, with one call a level and one a region', async () => {
    const roots = [
      'trail/AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/eu-west-1/',
      'trail/AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/us-east-1/',
      'trail/AWSLogs/o-a1b2c3d4e5/444455556666/CloudTrail/eu-west-1/',
      'trail/AWSLogs/444455556666/CloudTrail-Digest/eu-west-1/',
    ];
    for (const root of roots) for (const day of ['01', '20']) await putLog(1, day, root);
    await aws.put(BUCKET, 'trail/AWSLogs/444455556666/vpcflowlogs/eu-west-1/2026/03/20/flow.log.gz', 'x');
    const keys = await list(at('', { since: '2026-03-10' }));

    expect(keys.map((key) => key.slice(0, key.indexOf('2026/')))).toEqual([...roots].sort());
    expect(keys.every((key) => key.includes('/2026/03/20/'))).toBe(true);
    // root, trail/, AWSLogs/, an account, its trail; organization, two accounts, two trails; four regions.
    expect(aws.lists).toHaveLength(14);
  });

  test('by days elsewhere goes by when an object was written', async () => {
    await aws.put(BUCKET, 'exports/today.json', '{}');
    const today = new Date().toISOString().slice(0, 10);

    expect(await list(at('exports/', { since: today, until: today }))).toEqual(['exports/today.json']);
    expect(await list(at('exports/', { until: '2026-01-01' }))).toEqual([]);
  });

  test('takes keys as they are, whatever they hold', async () => {
    const keys = ['a/plus+and space &<>".json', 'a/ü 日🔑.json', 'a/100%25.json'];
    for (const key of keys) await aws.put(BUCKET, key, recordsFile([call(1, '2026-03-20T12:00:00Z')]));

    expect((await list(at('a/'))).sort()).toEqual([...keys].sort());
    expect((await ingest(at('a/'))).bundle).toMatchObject({ status: 'done', members: 3, errors: 0 });
  });

  test('of a bucket that is not there, or without an object, is refused in a sentence', async () => {
    await expect(ingest({ ...at(''), bucket: 'no-such-bucket' })).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('Listing s3://no-such-bucket/'),
    });
    await expect(ingest(at('nothing/', { since: '2026-03-01' }))).rejects.toMatchObject({
      code: 'not_found',
      message: 'There is no object below s3://logs/nothing/ from 2026-03-01 to now.',
    });
  });
});

describe('an ingest', () => {
  test('takes buckets and paths together', async () => {
    await putLog(1);
    await putLog(2, '21');
    const file = await folder.write('local.json', recordsFile([call(3, '2026-03-20T12:00:00Z')]));
    const { bundle } = await ingest(file, at(REGION_ROOT));

    expect(bundle).toMatchObject({ status: 'done', members: 3, inserted: 3, errors: 0 });
    expect(bundle.bytesRead).toBe(bundle.bytesTotal);
    expect(await storedIds()).toEqual([1, 2, 3].map(eventId));
    const members = await database.db.prisma.bundleMember.findMany({ orderBy: { path: 'asc' } });
    expect(members.map(({ path }) => path.replace(/.*\//, ''))).toEqual([
      'local.json',
      '111122223333_CloudTrail_eu-west-1_20260320T1200Z_1.json.gz',
      '111122223333_CloudTrail_eu-west-1_20260321T1200Z_2.json.gz',
    ]);
  });

  test('does not fetch an object again that another bundle has read, and says so', async () => {
    await putLog(1);
    await putLog(2);
    const first = await ingest(at(REGION_ROOT));
    const changed = await putLog(3, '21');
    aws.requests = [];
    const second = await ingest(at('AWSLogs/'));

    expect(aws.gets).toEqual([changed]);
    expect(second.bundle).toMatchObject({ status: 'done', inserted: 1, duplicates: 0, skipped: 2 });
    expect(second.skipped).toEqual([
      {
        member: 's3://logs/AWSLogs/',
        reason: `known: same objects were ingested in bundle ${first.bundle.id}`,
        count: 2,
      },
    ]);
  });

  test('reads an object again whose content has changed, or whose bundle is gone', async () => {
    const key = await putLog(1);
    const first = await ingest(at(REGION_ROOT));
    await aws.put(
      BUCKET,
      key,
      recordsFile([call(1, '2026-03-20T11:58:00Z'), call(2, '2026-03-20T12:00:00Z')]),
    );
    expect((await ingest(at(REGION_ROOT))).bundle).toMatchObject({ inserted: 1, duplicates: 1 });

    await database.db.prisma.bundle.delete({ where: { id: first.bundle.id } });
    expect(await database.db.prisma.s3Object.count()).toBe(1);
  });

  test('through two prefixes that overlap reads each object once', async () => {
    await putLog(1);
    expect((await ingest(at('AWSLogs/'), at(REGION_ROOT))).bundle).toMatchObject({ members: 1, inserted: 1 });
  });

  test('from the command line reports as ever', async () => {
    await putLog(1, '19');
    await putLog(2, '20');
    const run = await runCli(
      ['ingest', 's3://logs/AWSLogs/', '--endpoint', aws.endpoint, '--since', '2026-03-20', '--json'],
      { databaseUrl: database.db.url, dataDir: DATA_DIR, cwd: folder.path },
    );

    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({ members: 1, inserted: 1, skipped: [], errors: [] });
    expect(await database.db.prisma.bundle.findFirst()).toMatchObject({ name: 's3://logs/AWSLogs/' });
  });
});

test('the same command again goes on where it was interrupted', async () => {
  const done = await putLog(1);
  await putLog(2, '21');
  const location = at('AWSLogs/');
  const id = await createBundle(location);
  const path = `${BUCKET}/${done}`;
  await database.db.prisma.bundleMember.create({ data: { bundleId: id, path, status: 'done' } });
  const run = await runCli(['ingest', 's3://logs/AWSLogs/', '--endpoint', aws.endpoint, '--json'], {
    databaseUrl: database.db.url,
    dataDir: DATA_DIR,
  });

  expect(run.stderr).toContain(`Going on with bundle ${id}`);
  expect(JSON.parse(run.stdout)).toMatchObject({ bundleId: id, inserted: 1 });
  expect(aws.gets).toHaveLength(1);
  expect(await storedIds()).toEqual([eventId(2)]);
});

describe('when S3 stumbles', () => {
  const isGet = ({ method, url }: AwsRequest) => method === 'GET' && !url.searchParams.has('list-type');

  test('throttling and server errors are waited out', async () => {
    for (let n = 0; n < 20; n += 1) await putLog(n);
    const failures = new Map<string, number>();
    aws.fault = (request) => {
      const key = request.url.pathname;
      const failed = failures.get(key) ?? 0;
      if (failed >= 2) return null;
      failures.set(key, failed + 1);
      return failed === 0 ? { status: 503, code: 'SlowDown' } : { status: 500, code: 'InternalError' };
    };

    expect((await ingest(at(REGION_ROOT))).bundle).toMatchObject({ status: 'done', inserted: 20, errors: 0 });
    expect(failures.size).toBe(21);
  });

  test('a body that is cut off goes on from its last byte', async () => {
    const records = Array.from({ length: 300 }, (_, n) => call(n, '2026-03-20T12:00:00Z'));
    await aws.put(BUCKET, 'long.json', recordsFile(records));
    let cuts = 0;
    aws.fault = (request) => {
      if (!isGet(request) || cuts >= 4) return null;
      cuts += 1;
      return { cutAfter: 30_000 };
    };
    const { bundle } = await ingest(at('long.json'));

    expect(bundle).toMatchObject({ status: 'done', inserted: 300, duplicates: 0, errors: 0 });
    const ranges = aws.requests.filter(isGet).map(({ range }) => range);
    expect(ranges).toEqual([undefined, 'bytes=30000-', 'bytes=60000-', 'bytes=90000-', 'bytes=120000-']);
  });

  test('an object that may not be read is reported by name and stays unknown', async () => {
    const locked = await putLog(1);
    await putLog(2);
    aws.fault = ({ method, url }) =>
      method === 'GET' && decodeURIComponent(url.pathname).endsWith(locked)
        ? { status: 403, code: 'AccessDenied' }
        : null;
    const { bundle, errors } = await ingest(at(REGION_ROOT));

    expect(bundle).toMatchObject({ status: 'done', inserted: 1, errors: 1 });
    expect(errors).toEqual([
      {
        member: `logs/${locked}`,
        position: '',
        reason: `could not be fetched from S3: s3://logs/${locked}: AccessDenied: As told.`,
        count: 1,
      },
    ]);
    aws.fault = () => null;
    expect((await ingest(at(REGION_ROOT))).bundle).toMatchObject({ inserted: 1, errors: 0, skipped: 1 });
  });

  test('a bundle that could not go on is taken up again without what it has', {
    timeout: 120_000,
  }, async () => {
    // More than are committed at once, and behind them one that cannot be had.
    const keys = await Promise.all(Array.from({ length: 700 }, (_, n) => putLog(1000 + n)));
    const id = await createBundle(at(REGION_ROOT));
    aws.fault = ({ method, url }) =>
      method === 'GET' && url.pathname.endsWith('_1690.json.gz') ? { cutAfter: 0 } : null;
    await expect(ingestBundle(database.system, id, { dataDir: DATA_DIR })).rejects.toThrow(
      'could not be fetched from S3',
    );
    const before = (await storedIds()).length;
    expect(await database.db.prisma.bundle.findUnique({ where: { id } })).toMatchObject({ status: 'failed' });
    expect(await database.db.prisma.s3Object.count()).toBe(0);

    aws.fault = () => null;
    aws.requests = [];
    const late = await putLog(2000, '21');
    const { bundle } = await ingestBundle(database.system, id, { dataDir: DATA_DIR });

    expect(before).toBeGreaterThan(0);
    expect(bundle).toMatchObject({ status: 'done', members: 701, inserted: 701, duplicates: 0, errors: 0 });
    expect(new Set(aws.gets).size).toBe(aws.gets.length);
    expect([...aws.gets].sort()).toEqual([...keys.slice(before), late].sort());
    expect(await database.db.prisma.s3Object.count()).toBe(701);
  });
});

test('fetching ahead keeps the order, leaves out what is done and never holds more than it may', async () => {
  let underWay = 0;
  let most = 0;
  const sources = Array.from({ length: 100 }, (_, n) => ({
    label: `s${n}`,
    bytes: 10 * 1024 * 1024,
    open: () => Readable.from([]),
    fetch: async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, n % 3));
      return async function* give() {
        yield Buffer.from(`${n}`);
      };
    },
  }));
  const labels: string[] = [];
  for await (const source of fetchAhead(sources, (label) => label === 's7')) {
    labels.push(source.label);
    underWay -= 1;
  }

  expect(labels).toEqual(sources.map(({ label }) => label).filter((label) => label !== 's7'));
  expect(most).toBeLessThanOrEqual(7);
});
