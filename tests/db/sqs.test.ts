import { gzipSync } from 'node:zlib';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLocalBundle } from '@/lib/bundles/create-local';
import { ingestBundle } from '@/lib/ingest/ingest-bundle';
import { pollPrefix } from '@/lib/jobs/poll-prefix';
import { pollQueue, QUEUE_LIMITS } from '@/lib/jobs/poll-queue';
import { pollSource, queuePolls } from '@/lib/jobs/poll-source';
import { ingestObjects, type Poll } from '@/lib/jobs/watched-bundle';
import { startWorker, type Worker } from '@/lib/jobs/worker';
import { installCatalog } from '@/lib/rules/install-catalog';
import { addSource } from '@/lib/sources/add';
import { listWatchedSources } from '@/lib/sources/list';
import { removeSource } from '@/lib/sources/remove';
import { formatS3Location } from '@/lib/sources/s3-location';
import { testAws } from '../support/aws';
import { DATA_DIR } from '../support/bundles';
import { runCli } from '../support/cli';
import { testDatabase } from '../support/database';
import { alertedEvents, emptyDatabase } from '../support/detection';
import { call, eventId, recordsFile, userDataRead } from '../support/records';
import { storedRecords } from '../support/stored';

const database = testDatabase();
const aws = testAws();
const BUCKET = 'logs';
const ROOT = 'AWSLogs/111122223333/CloudTrail/eu-west-1/';
const UNTIL = { timeout: 30_000, interval: 100 };
const LIMITS = { ...QUEUE_LIMITS, lookMs: 1, waitSeconds: 0, hiddenSeconds: 20, retrySeconds: 0 };

let worker: Worker | undefined;

beforeAll(() => installCatalog(database.db));
beforeEach(async () => {
  await emptyDatabase(database.db);
  await database.db.prisma.watchedSource.deleteMany();
  await database.db.pool.query('delete from graphile_worker._private_jobs');
  aws.createBucket(BUCKET);
  worker = await startWorker(database.db, DATA_DIR);
  return async () => worker?.stop();
});

function keyAt(n: number, time: string, root = ROOT): string {
  const day = `${time.slice(0, 4)}/${time.slice(4, 6)}/${time.slice(6, 8)}`;
  return `${root}${day}/111122223333_CloudTrail_eu-west-1_${time}Z_${n}.json.gz`;
}

/** A log file with one read of user data, delivered at a time such as `20260320T1200`. */
async function putLog(n: number, time = '20260320T1200', root = ROOT): Promise<string> {
  const key = keyAt(n, time, root);
  const at = `${time.slice(0, 4)}-${time.slice(4, 6)}-${time.slice(6, 8)}T11:00:00Z`;
  await aws.put(BUCKET, key, gzipSync(recordsFile([userDataRead(n, at)])));
  return key;
}

async function watch(url: string, since?: string): Promise<number> {
  const { endpoint } = aws;
  return (await addSource({ ctx: database.analyst, input: { url, endpoint, ...(since ? { since } : {}) } }))
    .id;
}

async function pollOf(sourceId: number): Promise<Poll> {
  const source = await database.db.prisma.watchedSource.findUniqueOrThrow({ where: { id: sourceId } });
  return { ctx: database.system, source, signal: new AbortController().signal };
}

const trailMessage = (...keys: string[]) => ({ s3Bucket: BUCKET, s3ObjectKey: keys });
const sources = () => listWatchedSources({ ctx: database.analyst });
const storedIds = async () => [...(await storedRecords(database.db)).keys()].sort();
const bundles = () => database.db.prisma.bundle.findMany({ orderBy: { id: 'asc' } });

describe('a watched source', () => {
  test('is added once, listed and removed, with audit rows', async () => {
    const id = await watch('s3://logs/AWSLogs/', '2026-03-01');

    await expect(watch('s3://logs/AWSLogs/')).rejects.toMatchObject({ code: 'conflict' });
    await expect(watch('ftp://logs')).rejects.toMatchObject({ code: 'invalid' });
    await expect(watch('https://sqs.eu-west-1.amazonaws.com/1/q', '2026-03-01')).rejects.toMatchObject({
      code: 'invalid',
    });
    expect(await sources()).toMatchObject([
      {
        id,
        kind: 'prefix',
        url: 's3://logs/AWSLogs/',
        enabled: true,
        bundles: 0,
        poison: [],
        lastRunAt: null,
      },
    ]);

    await removeSource({ ctx: database.analyst, input: { id } });
    await expect(removeSource({ ctx: database.analyst, input: { id } })).rejects.toMatchObject({
      code: 'not_found',
    });
    const audit = await database.db.prisma.auditEntry.findMany({ orderBy: { id: 'asc' } });
    expect(audit.map(({ action, actorName }) => [action, actorName])).toEqual([
      ['source.add', 'Ada Analyst'],
      ['source.remove', 'Ada Analyst'],
    ]);
  });

  test('takes the region of an AWS queue from its address', async () => {
    await watch('https://sqs.eu-west-1.amazonaws.com/111122223333/trail');
    expect(await sources()).toMatchObject([{ kind: 'queue', region: 'eu-west-1' }]);
  });

  test('is managed on the command line', async () => {
    const options = { databaseUrl: database.db.url, dataDir: DATA_DIR };
    const add = await runCli(
      ['sources', 'add', 's3://logs/x/', '--endpoint', aws.endpoint, '--json'],
      options,
    );
    const { id } = JSON.parse(add.stdout);
    const list = await runCli(['sources', 'list', '--json'], options);
    const remove = await runCli(['sources', 'remove', String(id)], options);

    expect(JSON.parse(add.stdout)).toEqual({ id, kind: 'prefix', url: 's3://logs/x/' });
    expect(JSON.parse(list.stdout)).toMatchObject([{ id, createdBy: 'cli' }]);
    expect(remove.code).toBe(0);
    expect(await sources()).toEqual([]);
  });

  test('is looked at by one process at a time, and keeps what went wrong', async () => {
    const id = await watch('s3://no-such-bucket/x/');
    const { signal } = new AbortController();
    await Promise.all([1, 2, 3].map(() => pollSource(database.system, id, signal)));

    expect(aws.lists.length).toBeLessThanOrEqual(2);
    expect(await sources()).toMatchObject([
      { lastRunAt: expect.any(String), lastError: expect.stringContaining('no-such-bucket') },
    ]);
  });
});

describe('a queue', () => {
  test('in each form of message leads to events and alerts, and is empty afterwards', async () => {
    const queue = aws.createQueue('trail');
    const keys = [await putLog(1), await putLog(2), await putLog(3), await putLog(4)] as const;
    const encoded = `a b/${keys[3]}`;
    await aws.put(BUCKET, encoded, recordsFile([call(5, '2026-03-20T12:00:00Z')]));
    const s3Record = (key: string) => ({
      eventSource: 'aws:s3',
      eventName: 'ObjectCreated:Put',
      s3: { bucket: { name: BUCKET }, object: { key: encodeURIComponent(key).replaceAll('%20', '+') } },
    });
    await aws.send(queue, { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: BUCKET });
    await aws.send(queue, trailMessage(keys[0], keys[1]));
    await aws.send(queue, { Type: 'Notification', Message: JSON.stringify(trailMessage(keys[2])) });
    await aws.send(queue, { Records: [s3Record(encoded)] });
    await aws.send(queue, {
      source: 'aws.s3',
      'detail-type': 'Object Created',
      detail: { bucket: { name: BUCKET }, object: { key: keys[3] } },
    });
    const id = await watch(queue);
    await pollQueue(await pollOf(id), LIMITS);

    expect(await bundles()).toMatchObject([
      {
        origin: 's3',
        status: 'done',
        watchedSourceId: id,
        inserted: 5n,
        createdBy: `source ${id}`,
        name: expect.stringMatching(/^queue trail 20/),
      },
    ]);
    expect(await storedIds()).toEqual([1, 2, 3, 4, 5].map(eventId));
    expect(await aws.messages(queue)).toEqual({ waiting: 0, received: 0 });
    await vi.waitFor(async () => expect(await alertedEvents(database.db)).toEqual([eventId(1)]), UNTIL);
    expect((await sources())[0]).toMatchObject({ bundles: 1, poison: [], poisonTotal: 0 });
  });

  test('told again of what is read already deletes the message and makes no bundle', async () => {
    const queue = aws.createQueue('trail');
    const key = await putLog(1);
    const id = await watch(queue);
    for (let n = 0; n < 2; n += 1) {
      await aws.send(queue, trailMessage(key));
      await pollQueue(await pollOf(id), LIMITS);
    }

    expect(await bundles()).toHaveLength(1);
    expect(aws.gets).toEqual([key]);
    expect(await aws.messages(queue)).toEqual({ waiting: 0, received: 0 });
  });

  test('sets aside what it does not understand, and goes on', async () => {
    const queue = aws.createQueue('trail');
    await aws.send(queue, '{"what":"<script>"');
    await aws.send(queue, trailMessage(await putLog(1)));
    const id = await watch(queue);
    await pollQueue(await pollOf(id), LIMITS);

    const [source] = await sources();
    expect(source).toMatchObject({
      poisonTotal: 1,
      poison: [{ reason: 'The message is not JSON.', tries: 1 }],
    });
    expect(source?.poison[0]?.body).toContain('"what"');
    expect(await storedIds()).toEqual([eventId(1)]);
    expect(await aws.messages(queue)).toEqual({ waiting: 0, received: 0 });
    const shown = await runCli(['sources', 'list'], { databaseUrl: database.db.url, dataDir: DATA_DIR });
    expect(shown.stdout).toContain('The message is not JSON.');
  });

  test('sets a message aside whose object cannot be had, after five tries', async () => {
    const queue = aws.createQueue('trail');
    const there = await putLog(1);
    await aws.send(queue, trailMessage(there, `${ROOT}2026/03/20/gone.json.gz`));
    const id = await watch(queue);
    for (let n = 1; n < 5; n += 1) {
      await pollQueue(await pollOf(id), LIMITS);
      expect(await aws.messages(queue)).toEqual({ waiting: 1, received: 0 });
    }
    expect((await sources())[0]?.poison).toEqual([]);
    await pollQueue(await pollOf(id), LIMITS);

    expect((await sources())[0]).toMatchObject({
      poison: [{ tries: 5, reason: expect.stringMatching(/could not be fetched from S3: .*gone\.json\.gz/) }],
    });
    expect(await aws.messages(queue)).toEqual({ waiting: 0, received: 0 });
    expect(aws.gets.filter((key) => key === there)).toHaveLength(1);
    expect(await storedIds()).toEqual([eventId(1)]);
  });

  test('keeps a message until its objects are committed, and hidden while they are read', {
    timeout: 60_000,
  }, async () => {
    const queue = aws.createQueue('trail');
    await aws.send(queue, trailMessage(await putLog(1)));
    let isReleased = false;
    aws.fault = ({ method, url }) =>
      method === 'GET' && !url.searchParams.has('list-type') && !isReleased
        ? { status: 503, code: 'SlowDown' }
        : null;
    const poll = pollQueue(await pollOf(await watch(queue)), { ...LIMITS, hiddenSeconds: 1 });
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const during = await aws.messages(queue);
    isReleased = true;
    await poll;

    expect(during).toEqual({ waiting: 0, received: 1 });
    expect(await bundles()).toMatchObject([{ status: 'done', inserted: 1n }]);
    expect(await aws.messages(queue)).toEqual({ waiting: 0, received: 0 });
    expect(
      aws.requests.filter(({ action }) => action === 'ChangeMessageVisibilityBatch').length,
    ).toBeGreaterThan(2);
  });

  test('whose reader was killed tells again, and nothing is read twice', async () => {
    const queue = aws.createQueue('trail', 1);
    const key = await putLog(1);
    await aws.send(queue, trailMessage(key));
    const id = await watch(queue);
    const killed = new AbortController();
    killed.abort();
    // Everything up to the bundle, and no further.
    const poll = { ...(await pollOf(id)), signal: killed.signal };
    await ingestObjects(poll, [{ bucket: BUCKET, key }]);
    await vi.waitFor(async () => expect(await bundles()).toMatchObject([{ status: 'done' }]), UNTIL);
    await pollQueue(await pollOf(id), LIMITS);

    expect(await bundles()).toHaveLength(1);
    expect(await aws.messages(queue)).toEqual({ waiting: 0, received: 0 });
    expect(await storedIds()).toEqual([eventId(1)]);
  });
});

describe('a prefix', () => {
  test('is read from its first day on, then only what is new', async () => {
    await putLog(1, '20260228T1200');
    await putLog(2, '20260320T1200');
    const id = await watch('s3://logs/AWSLogs/', '2026-03-01');
    await pollPrefix(await pollOf(id));
    const late = await putLog(3, '20260320T1100');
    const fresh = await putLog(4, '20260321T0005');
    await putLog(5, '20260320T0100');
    aws.requests = [];
    await pollPrefix(await pollOf(id));
    await pollPrefix(await pollOf(id));

    expect(aws.gets).toEqual([late, fresh]);
    expect(aws.lists.map(({ url }) => url.searchParams.get('start-after')).filter(Boolean)).toEqual([
      keyAt(0, '20260320T1000').replace(/Z_0\.json\.gz$/, ''),
      keyAt(0, '20260320T2205').replace(/Z_0\.json\.gz$/, ''),
    ]);
    expect(await storedIds()).toEqual([2, 3, 4].map(eventId));
    expect(await bundles()).toMatchObject([
      { inserted: 1n, name: expect.stringMatching(/^s3:\/\/logs\/AWSLogs\/ 20/) },
      { inserted: 2n },
    ]);
  });

  test('with more than one bundle takes becomes several', async () => {
    for (let n = 0; n < 5; n += 1) await putLog(n, `202603${20 + n}T1200`);
    const other = 'AWSLogs/111122223333/CloudTrail/us-east-1/';
    for (let n = 5; n < 8; n += 1) await putLog(n, '20260320T1200', other);
    const id = await watch('s3://logs/AWSLogs/', '2026-03-01');
    await pollPrefix(await pollOf(id), 3);

    expect((await bundles()).map(({ members, inserted }) => [members, inserted])).toEqual([
      [3, 3n],
      [3, 3n],
      [2, 2n],
    ]);
    expect(await storedIds()).toHaveLength(8);
  });

  test('without the layout is compared as a whole', async () => {
    await aws.put(BUCKET, 'exports/a.json', recordsFile([call(1, '2026-03-20T12:00:00Z')]));
    const id = await watch('s3://logs/exports/');
    await pollPrefix(await pollOf(id));
    await aws.put(BUCKET, 'exports/0.json', recordsFile([call(2, '2026-03-20T12:00:00Z')]));
    await pollPrefix(await pollOf(id));

    expect(aws.gets).toEqual(['exports/a.json', 'exports/0.json']);
    expect(await storedIds()).toEqual([1, 2].map(eventId));
  });

  test('tries an object that cannot be had again, and sets it aside after five times', async () => {
    const locked = await putLog(1);
    aws.fault = ({ method, url }) =>
      method !== 'PUT' && url.pathname.endsWith('_1.json.gz') ? { status: 403, code: 'AccessDenied' } : null;
    const id = await watch('s3://logs/AWSLogs/', '2026-03-01');
    for (let n = 0; n < 5; n += 1) await pollPrefix(await pollOf(id));
    expect((await sources())[0]).toMatchObject({
      bundles: 5,
      poison: [{ messageId: locked, tries: 5, reason: expect.stringContaining('could not be fetched') }],
    });
    await pollPrefix(await pollOf(id));
    expect(await bundles()).toHaveLength(5);
  });

  test('does not read what the command line has read', async () => {
    await putLog(1);
    const location = { bucket: BUCKET, key: ROOT, isObject: false, endpoint: aws.endpoint };
    const input = { paths: [formatS3Location(location)], origin: 'cli' } as const;
    const { id: bundleId } = await createLocalBundle({ ctx: database.system, input });
    await ingestBundle(database.system, bundleId, { dataDir: DATA_DIR });
    await pollPrefix(await pollOf(await watch('s3://logs/AWSLogs/', '2026-03-01')));

    expect(await bundles()).toHaveLength(1);
  });
});

test('the worker looks at every source that is due, on its own', async () => {
  const queue = aws.createQueue('trail');
  await aws.send(queue, trailMessage(await putLog(1)));
  await aws.put(BUCKET, 'exports/a.json', recordsFile([call(2, '2026-03-20T12:00:00Z')]));
  await watch(queue);
  await watch('s3://logs/exports/');
  await queuePolls(database.system);

  await vi.waitFor(async () => expect(await storedIds()).toEqual([1, 2].map(eventId)), UNTIL);
  await worker?.stop();
  worker = undefined;
  expect(await aws.messages(queue)).toEqual({ waiting: 0, received: 0 });
  expect((await sources()).map(({ lastError, bundles: count }) => [lastError, count])).toEqual([
    [null, 1],
    [null, 1],
  ]);
});
