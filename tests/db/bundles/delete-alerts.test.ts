import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getAlert } from '@/lib/alerts/get';
import { setAlertStatus } from '@/lib/alerts/set-status';
import { deleteBundle } from '@/lib/bundles/delete';
import { previewDeletion } from '@/lib/bundles/deletion-preview';
import { whileReading } from '@/lib/bundles/evidence-lock';
import { deleteAndEvaluate } from '@/lib/jobs/delete-and-evaluate';
import { queueDeletion } from '@/lib/jobs/queue-deletion';
import { startWorker } from '@/lib/jobs/worker';
import { installCatalog } from '@/lib/rules/install-catalog';
import { DATA_DIR, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { deleteNow, ingestNamed, keptFootprint } from '../../support/deletions';
import { alertFacts, emptyDatabase, evaluate } from '../../support/detection';
import { BATCH, call, DANA, eventId, recordsFile, userDataRead, WEB } from '../../support/records';

const database = testDatabase();
const folder = testFolder();

beforeAll(() => installCatalog(database.db));
beforeEach(async () => {
  await emptyDatabase(database.db);
  await database.db.pool.query('delete from graphile_worker._private_jobs');
});

const early = userDataRead(1, '2026-03-05T09:00:00Z');
const late = userDataRead(2, '2026-03-10T09:00:00Z');
const pair = [DANA, WEB];

async function arrive(name: string, ...records: Array<ReturnType<typeof call>>): Promise<number> {
  const id = await ingestNamed(database.system, folder, name, { 'records.json': recordsFile(records) });
  await evaluate(database.system);
  return id;
}

function remove(id: number) {
  return deleteAndEvaluate({ ctx: database.analyst, input: { id }, dataDir: DATA_DIR });
}

function preview(id: number) {
  return previewDeletion({ ctx: database.analyst, input: { id } });
}

function alertOf(n: number) {
  return database.db.prisma.alert.findFirstOrThrow({ where: { eventId: eventId(n) } });
}

describe('alerts', () => {
  test('whose source event goes stay, marked, with their own copy of it', async () => {
    const id = await arrive('only', early);
    const { id: alertId } = await alertOf(1);
    expect((await preview(id)).alerts).toMatchObject({
      sourceRemoved: 1,
      superseded: 0,
      decided: 0,
      examples: [{ id: alertId, effect: 'source_removed' }],
    });

    const { deleted } = await remove(id);

    expect(deleted).toMatchObject({
      events: { removed: 1, kept: 0, replaced: 0 },
      alerts: { sourceRemoved: 1 },
    });
    const alert = await getAlert({ ctx: database.analyst, input: { id: alertId } });
    expect(alert.raw).toBe(JSON.stringify(early));
    expect(alert.sourceDeletedAt).toMatch(/^20/);
    expect(alert.status).toBe('open');
  });

  test('superseded by an event that goes stand again', async () => {
    await arrive('late', late);
    const id = await arrive('early', early);
    expect((await alertFacts(database.db)).map(({ supersededBy }) => supersededBy)).toEqual([
      null,
      eventId(1),
    ]);
    expect((await preview(id)).alerts).toMatchObject({ sourceRemoved: 1, superseded: 1 });

    await remove(id);

    expect(await alertOf(2)).toMatchObject({
      supersededById: null,
      supersededByTime: null,
      sourceDeletedAt: null,
    });
  });

  test('stay superseded when another sighting was earlier, too', async () => {
    await arrive('late', late);
    const id = await arrive('early', early);
    await arrive('middle', userDataRead(3, '2026-03-07T09:00:00Z'));

    await remove(id);

    expect(await alertFacts(database.db)).toEqual([
      { eventId: eventId(1), terms: pair, supersededBy: null },
      { eventId: eventId(3), terms: pair, supersededBy: null },
      { eventId: eventId(2), terms: pair, supersededBy: eventId(3) },
    ]);
  });

  test('are opened for sightings that are first now', async () => {
    const id = await arrive('early', early);
    await arrive('late', late);
    expect(await alertFacts(database.db)).toHaveLength(1);

    const { outcomes } = await remove(id);

    expect(outcomes).toMatchObject([{ opened: 1 }]);
    expect((await alertOf(2)).sourceDeletedAt).toBeNull();
  });

  test('that an analyst decided keep their decision', async () => {
    const id = await arrive('only', early);
    const { id: alertId } = await alertOf(1);
    await setAlertStatus({
      ctx: database.analyst,
      input: { id: alertId, status: 'closed', reason: 'true_positive', expectedStatus: 'open' },
    });
    expect((await preview(id)).alerts).toMatchObject({ decided: 1, examples: [{ status: 'closed' }] });

    await remove(id);

    expect(await alertOf(1)).toMatchObject({
      status: 'closed',
      reason: 'true_positive',
      decidedBy: 'Ada Analyst',
    });
  });

  test('whose event another bundle holds are not touched', async () => {
    const id = await arrive('first', early, call(9, '2026-03-05T10:00:00Z'));
    await arrive('second', early);
    expect(await preview(id)).toMatchObject({
      events: { removed: 1, kept: 1, replaced: 0 },
      alerts: { sourceRemoved: 0 },
    });

    expect((await remove(id)).deleted.events).toEqual({ removed: 1, kept: 1, replaced: 0 });
    expect((await alertOf(1)).sourceDeletedAt).toBeNull();
  });

  test('lose the mark when the event comes again', async () => {
    const id = await arrive('once', early);
    await remove(id);
    expect((await alertOf(1)).sourceDeletedAt).not.toBeNull();

    await arrive('again', early);

    expect(await database.db.prisma.alert.count()).toBe(1);
    expect((await alertOf(1)).sourceDeletedAt).toBeNull();
  });
});

test('the preview tells files and bytes that another bundle takes over, and conflicts', async () => {
  const file = recordsFile([early, late]);
  const a = await ingestNamed(database.system, folder, 'a', {
    'shared.json': file,
    'own.json': recordsFile([call(7, '2026-03-06T00:00:00Z')]),
  });
  await ingestNamed(database.system, folder, 'b', {
    'shared.json': file,
    'forged.json': recordsFile([call(7, '2026-03-06T00:00:00Z', { userAgent: 'x' })]),
  });

  const told = await preview(a);
  expect(told).toMatchObject({
    refusal: null,
    events: { removed: 0, kept: 2, replaced: 1 },
    members: { removed: 1, handedOver: 1 },
    conflicts: 0,
  });
  expect(told.bytes.handedOver).toBeGreaterThan(0);
  const result = await deleteNow(database.analyst, a);
  expect(result).toMatchObject({ events: told.events, members: told.members, conflicts: told.conflicts });
  expect(await database.db.prisma.auditEntry.findFirst({ where: { action: 'bundle.delete' } })).toMatchObject(
    {
      targetId: String(a),
      actorName: 'Ada Analyst',
      before: { name: 'a' },
      after: { events: { removed: 0, kept: 2, replaced: 1 } },
    },
  );
});

describe('a deletion', () => {
  test('that is interrupted leaves everything as it was', async () => {
    const a = await ingestNamed(database.system, folder, 'a', { 'x.json': recordsFile([early, late]) });
    await ingestNamed(database.system, folder, 'b', { 'x.json': recordsFile([early, late]) });
    const before = await keptFootprint(database.db);

    const died = deleteBundle({
      ctx: database.analyst,
      input: { id: a },
      replay: () => Promise.reject(new Error('The power went.')),
    });

    await expect(died).rejects.toThrow('The power went.');
    expect(await keptFootprint(database.db)).toEqual(before);
    await deleteNow(database.analyst, a);
    expect((await keptFootprint(database.db)).events).toHaveLength(2);
  });

  test('is refused while a bundle is being read, and nothing happens', async () => {
    const id = await arrive('only', early);

    await whileReading(database.db, async () => {
      await expect(deleteNow(database.analyst, id)).rejects.toMatchObject({ code: 'conflict' });
    });
    expect(await database.db.prisma.bundle.count()).toBe(1);
    await deleteNow(database.analyst, id);
    expect(await database.db.prisma.bundle.count()).toBe(0);
  });

  test('of a bundle that does not exist is refused', async () => {
    await expect(deleteNow(database.analyst, 4711)).rejects.toMatchObject({ code: 'not_found' });
    await expect(preview(4711)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('asked for in the browser is done by the worker, with the rules evaluated anew', async () => {
    const id = await arrive('early', early, userDataRead(4, '2026-03-05T10:00:00Z', { instance: BATCH }));
    await arrive('late', late);
    await queueDeletion({ ctx: database.analyst, input: { id } });
    expect(await database.db.prisma.bundle.findUnique({ where: { id } })).toMatchObject({
      status: 'deleting',
    });
    expect((await preview(id)).refusal).toBe('It is being deleted already.');
    // Asking twice makes one job.
    await queueDeletion({ ctx: database.analyst, input: { id } });
    const jobs = await database.db.pool.query(
      "select key from graphile_worker.jobs where key like 'delete%'",
    );
    expect(jobs.rows).toEqual([{ key: `delete-bundle-${id}` }]);

    const worker = await startWorker(database.db, DATA_DIR);
    await expect.poll(() => database.db.prisma.bundle.count(), { timeout: 20_000 }).toBe(1);
    await expect.poll(() => database.db.prisma.alert.count(), { timeout: 20_000 }).toBe(3);
    await worker.stop();

    expect((await alertOf(2)).sourceDeletedAt).toBeNull();
    expect((await alertOf(1)).sourceDeletedAt).not.toBeNull();
  });

  test('is not asked for while the bundle is being read; one whose ingest died can be deleted', async () => {
    const id = await arrive('only', early);
    await database.db.prisma.bundle.update({ where: { id }, data: { status: 'running' } });

    await whileReading(database.db, async () => {
      expect((await preview(id)).refusal).toMatch(/^It is being read/);
      await expect(queueDeletion({ ctx: database.analyst, input: { id } })).rejects.toMatchObject({
        code: 'conflict',
      });
    });
    expect((await preview(id)).refusal).toBeNull();
    await queueDeletion({ ctx: database.analyst, input: { id } });
  });
});
