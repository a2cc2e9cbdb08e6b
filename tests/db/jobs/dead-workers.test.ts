import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { inTransaction } from '@/lib/db/context';
import { withLock } from '@/lib/db/with-lock';
import { failAbandoned } from '@/lib/jobs/fail-abandoned';
import { enqueue } from '@/lib/jobs/queue';
import { releaseDead } from '@/lib/jobs/release-dead';
import { startWorker, type Worker } from '@/lib/jobs/worker';
import { installCatalog } from '@/lib/rules/install-catalog';
import { createBundleOf, DATA_DIR, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { emptyDatabase } from '../../support/detection';
import { testPrograms } from '../../support/processes';
import { call, recordsFile } from '../../support/records';

const database = testDatabase();
const folder = testFolder();
const start = testPrograms();
const UNTIL = { timeout: 30_000, interval: 50 };
const workers: Worker[] = [];

beforeAll(() => installCatalog(database.db));
beforeEach(async () => {
  await emptyDatabase(database.db);
  await database.db.pool.query('delete from graphile_worker._private_jobs');
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});

async function work(): Promise<void> {
  workers.push(await startWorker(database.db, DATA_DIR));
}

/** A bundle of one event with the job that reads it. */
async function queued(): Promise<number> {
  const file = await folder.write('one.json', recordsFile([call(1, '2026-03-20T12:00:00Z')]));
  const id = await createBundleOf(database.system, file);
  await inTransaction(database.system, (tx) =>
    enqueue(tx, 'ingest-bundle', { bundleId: id }, `ingest-bundle-${id}`),
  );
  return id;
}

async function lockedBy(bundleId: number): Promise<string | null | undefined> {
  const { rows } = await database.db.pool.query<{ locked_by: string | null }>(
    'select locked_by from graphile_worker.jobs where key = $1',
    [`ingest-bundle-${bundleId}`],
  );
  return rows[0]?.locked_by;
}

async function taken(bundleId: number): Promise<string> {
  return vi.waitFor(async () => {
    const id = await lockedBy(bundleId);
    if (!id) throw new Error('No worker has taken the job.');
    return id;
  }, UNTIL);
}

function bundle(id: number) {
  return database.db.prisma.bundle.findUniqueOrThrow({ where: { id } });
}

/** Runs `during` while a worker has the bundle's job in hand and cannot get on with it. */
function whileBusy(id: number, during: (workerId: string) => Promise<void>): Promise<void> {
  return withLock(database.db, 'trailhound.ingest', String(id), async () => during(await taken(id)));
}

const isDone = (id: number) => async () => {
  expect(await bundle(id)).toMatchObject({ status: 'done', inserted: 1n });
  expect(await lockedBy(id)).toBeUndefined();
};

describe('the job of a worker', () => {
  test('that was killed is done by the next one at once', async () => {
    const id = await queued();
    const victim = start(['worker'], { DATABASE_URL: database.db.url, TRAILHOUND_DATA_DIR: DATA_DIR });
    await whileBusy(id, async () => victim.kill());
    expect(await lockedBy(id)).toMatch(/^worker-/);

    await work();

    await vi.waitFor(isDone(id), UNTIL);
  });

  test('that lives is never taken away, by whatever process', async () => {
    const id = await queued();
    start(['worker'], { DATABASE_URL: database.db.url, TRAILHOUND_DATA_DIR: DATA_DIR });
    await whileBusy(id, async (workerId) => {
      await work();
      await releaseDead(database.db);
      expect(await lockedBy(id)).toBe(workerId);
    });

    await vi.waitFor(isDone(id), UNTIL);
  });

  test('stays its own when it has to take its sign of life up again', async () => {
    const id = await queued();
    await work();
    await whileBusy(id, async (workerId) => {
      const held = `from pg_locks where locktype = 'advisory' and granted
        and classid = (hashtext('trailhound.worker')::bigint & 4294967295)
        and database = (select oid from pg_database where datname = current_database())`;
      const count = async () => (await database.db.pool.query(`select ${held}`)).rowCount;
      expect(await count()).toBe(6);
      await database.db.pool.query(`select pg_terminate_backend(pid) from (select distinct pid ${held}) p`);
      await vi.waitFor(async () => expect(await count()).toBe(0), UNTIL);
      await vi.waitFor(async () => expect(await count()).toBe(6), UNTIL);
      await releaseDead(database.db);
      expect(await lockedBy(id)).toBe(workerId);
    });

    await vi.waitFor(isDone(id), UNTIL);
  });
});

describe('a bundle that is on its way', () => {
  async function running(changes: object = {}): Promise<number> {
    const id = await createBundleOf(database.system, '/var/log/trail');
    await database.db.prisma.bundle.update({ where: { id }, data: { status: 'running', ...changes } });
    return id;
  }

  test('and that nobody reads is failed with what to do, and leaves an audit row', async () => {
    const id = await running();

    await failAbandoned(database.system);

    const message =
      'The process that read this bundle ended before it was done. Run the same command again: it goes on where it was interrupted.';
    expect(await bundle(id)).toMatchObject({ status: 'failed', message });
    expect(await database.db.prisma.auditEntry.findFirst({ where: { action: 'bundle.fail' } })).toMatchObject(
      {
        actorName: 'worker',
        targetId: String(id),
        before: { status: 'running' },
        after: { status: 'failed', message },
      },
    );
  });

  test('is left to the process that reads it', async () => {
    const id = await running();

    await withLock(database.db, 'trailhound.ingest', String(id), () => failAbandoned(database.system));

    expect(await bundle(id)).toMatchObject({ status: 'running', message: null });
  });

  test('is left to its job, until that has been tried for the last time', async () => {
    const id = await queued();
    await database.db.prisma.bundle.update({ where: { id }, data: { status: 'running', origin: 'upload' } });
    await failAbandoned(database.system);
    expect(await bundle(id)).toMatchObject({ status: 'running' });

    await database.db.pool.query('update graphile_worker._private_jobs set attempts = max_attempts');
    await failAbandoned(database.system);

    expect(await bundle(id)).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('given up after several attempts'),
    });
  });

  test('and has not begun gets a day: its command may be waiting', async () => {
    const young = await createBundleOf(database.system, '/young');
    const old = await createBundleOf(database.system, '/old');
    const createdAt = new Date(Date.now() - 25 * 3600 * 1000);
    await database.db.prisma.bundle.update({ where: { id: old }, data: { createdAt } });

    await failAbandoned(database.system);

    expect([(await bundle(young)).status, (await bundle(old)).status]).toEqual(['queued', 'failed']);
  });
});
