import { copyFile, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBundle } from '@/lib/bundles/create';
import { queueBundle } from '@/lib/bundles/queue';
import { inTransaction } from '@/lib/db/context';
import { uploadFolder } from '@/lib/ingest/upload-folder';
import { hasNewEvents } from '@/lib/jobs/has-new-events';
import { enqueue } from '@/lib/jobs/queue';
import { startWorker } from '@/lib/jobs/worker';
import { installCatalog } from '@/lib/rules/install-catalog';
import { DATA_DIR, testFolder } from '../support/bundles';
import { testDatabase } from '../support/database';
import { alertedEvents, emptyDatabase, installRule } from '../support/detection';
import { eventId, recordsFile, userDataRead } from '../support/records';

const database = testDatabase();
const folder = testFolder();

beforeAll(() => installCatalog(database.db));
beforeEach(async () => {
  await emptyDatabase(database.db);
  await database.db.pool.query('delete from graphile_worker._private_jobs');
});

async function receiving(): Promise<number> {
  const input = { name: 'Upload', files: 1, bytesTotal: 1 };
  return (await createBundle({ ctx: database.analyst, input })).id;
}

function queue(id: number, at = '/nowhere'): Promise<{ id: number }> {
  return queueBundle({
    ctx: database.analyst,
    input: { id, folder: at },
    enqueueIngest: (tx, bundleId) => enqueue(tx, 'ingest-bundle', { bundleId }, `ingest-bundle-${bundleId}`),
  });
}

async function jobs(): Promise<string[]> {
  const { rows } = await database.db.pool.query<{ key: string }>(
    'select key from graphile_worker.jobs order by id',
  );
  return rows.map(({ key }) => key);
}

function bundle(id: number) {
  return database.db.prisma.bundle.findUniqueOrThrow({ where: { id } });
}

describe('queueing an upload', () => {
  test('hands it over once, with its job and an audit row', async () => {
    const id = await receiving();
    await queue(id, '/uploads/1');

    expect(await bundle(id)).toMatchObject({ status: 'queued', sourcePaths: ['/uploads/1'] });
    expect(await jobs()).toEqual([`ingest-bundle-${id}`]);
    expect(await database.db.prisma.auditEntry.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
      { action: 'bundle.create', actorName: 'Ada Analyst', after: { name: 'Upload', files: 1, bytes: 1 } },
      { action: 'bundle.queue', targetId: String(id) },
    ]);
  });

  test.each(['queued', 'running', 'done', 'failed'])('is refused when the bundle is %s', async (status) => {
    const id = await receiving();
    await database.db.prisma.bundle.update({ where: { id }, data: { status } });

    await expect(queue(id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await bundle(id)).toMatchObject({ status, sourcePaths: [] });
    expect(await jobs()).toEqual([]);
  });

  test('twice at the same moment makes one job', async () => {
    const id = await receiving();
    const results = await Promise.allSettled([queue(id), queue(id)]);

    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await jobs()).toHaveLength(1);
  });

  test('leaves no job when the change it belongs to is undone', async () => {
    await expect(
      inTransaction(database.analyst, async (tx) => {
        await enqueue(tx, 'ingest-bundle', { bundleId: 1 }, 'undone');
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await jobs()).toEqual([]);
  });
});

describe('the worker', () => {
  let stop: () => Promise<void> = async () => undefined;
  afterEach(() => stop());

  async function work(): Promise<void> {
    const runner = await startWorker(database.db, DATA_DIR);
    stop = async () => {
      stop = async () => undefined;
      await runner.stop();
    };
  }

  const UNTIL = { timeout: 30_000, interval: 50 };

  test('ingests a queued upload, evaluates the rules and clears the uploaded files away', async () => {
    const id = await receiving();
    const uploads = uploadFolder(DATA_DIR, id);
    const file = await folder.write('read.json', recordsFile([userDataRead(1, '2026-03-20T12:00:00Z')]));
    await mkdir(uploads, { recursive: true });
    await copyFile(file, path.join(uploads, 'read.json'));
    await queue(id, uploads);

    await work();
    await vi.waitFor(async () => expect(await jobs()).toEqual([]), UNTIL);

    expect(await bundle(id)).toMatchObject({ status: 'done', inserted: 1n });
    expect(await alertedEvents(database.db)).toEqual([eventId(1)]);
    expect(await database.db.prisma.ruleExecution.findMany()).toMatchObject([
      { kind: 'ingest', status: 'succeeded' },
    ]);
    await expect(stat(uploads)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('marks a bundle without files as failed, with a sentence, and does not try it again', async () => {
    const id = await receiving();
    await queue(id, '/no/such/folder');

    await work();
    await vi.waitFor(async () => expect(await jobs()).toEqual([]), UNTIL);

    expect(await bundle(id)).toMatchObject({
      status: 'failed',
      message: 'There is no file or folder /no/such/folder.',
    });
  });

  test('two workers share the jobs and do each once', async () => {
    const ids: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      const id = await receiving();
      const file = await folder.write(
        `shared/${n}.json`,
        recordsFile([userDataRead(n, '2026-03-20T12:00:00Z')]),
      );
      await queue(id, file);
      ids.push(id);
    }
    const runners = await Promise.all([
      startWorker(database.db, DATA_DIR),
      startWorker(database.db, DATA_DIR),
    ]);
    await vi.waitFor(async () => expect(await jobs()).toEqual([]), UNTIL);
    await Promise.all(runners.map((runner) => runner.stop()));

    const bundles = await database.db.prisma.bundle.findMany({ where: { id: { in: ids } } });
    expect(bundles.map(({ status, inserted, duplicates }) => [status, inserted, duplicates])).toEqual(
      ids.map(() => ['done', 1n, 0n]),
    );
  });
});

describe('whether there is anything new to evaluate', () => {
  const RULE = 'only-rule';

  beforeEach(async () => {
    await database.db.prisma.rule.deleteMany();
    await installRule(database.db, { id: RULE, query: 'event.action: *', fields: ['user.name'] });
  });

  function minutesAgo(minutes: number): Date {
    return new Date(Date.now() - minutes * 60_000);
  }
  function bundleOf(inserted: number, finishedAt: Date | null) {
    return database.db.prisma.bundle.create({
      data: {
        name: 'b',
        origin: 'cli',
        status: finishedAt ? 'done' : 'running',
        createdBy: 'cli',
        inserted,
        finishedAt,
      },
    });
  }
  function evaluated(startedAt: Date, changes: { ruleId?: string; status?: string; rangeFrom?: Date } = {}) {
    return database.db.prisma.ruleExecution.create({
      data: { ruleId: RULE, kind: 'scheduled', status: 'succeeded', startedAt, ...changes },
    });
  }
  const fresh = () => hasNewEvents(database.system);

  test('without bundles: no', async () => {
    expect(await fresh()).toBe(false);
  });

  test('events and no evaluation yet: yes', async () => {
    await bundleOf(5, minutesAgo(10));
    expect(await fresh()).toBe(true);
  });

  test('a bundle that brought nothing new: no', async () => {
    await bundleOf(0, minutesAgo(10));
    expect(await fresh()).toBe(false);
  });

  test('evaluated since the bundle ended: no', async () => {
    await bundleOf(5, minutesAgo(10));
    await evaluated(minutesAgo(5));
    expect(await fresh()).toBe(false);
  });

  test('evaluated only while the bundle was being read: yes', async () => {
    await bundleOf(5, minutesAgo(5));
    await evaluated(minutesAgo(10));
    expect(await fresh()).toBe(true);
  });

  test('a bundle under way: yes, its events arrive batch by batch', async () => {
    await bundleOf(5, null);
    await evaluated(minutesAgo(1));
    expect(await fresh()).toBe(true);
  });

  test('an evaluation that failed, or of a range, does not count', async () => {
    await bundleOf(5, minutesAgo(10));
    await evaluated(minutesAgo(5), { status: 'failed' });
    await evaluated(minutesAgo(4), { rangeFrom: minutesAgo(1000) });
    expect(await fresh()).toBe(true);
  });

  test('a second rule that was never evaluated, such as one just enabled: yes', async () => {
    await bundleOf(5, minutesAgo(10));
    await evaluated(minutesAgo(5));
    await installRule(database.db, { id: 'new-rule', query: 'event.action: *', fields: ['user.id'] });
    expect(await fresh()).toBe(true);

    await database.db.prisma.rule.update({ where: { id: 'new-rule' }, data: { enabled: false } });
    expect(await fresh()).toBe(false);
  });

  test('no rule enabled: no', async () => {
    await bundleOf(5, minutesAgo(10));
    await database.db.prisma.rule.updateMany({ data: { enabled: false } });
    expect(await fresh()).toBe(false);
  });
});
