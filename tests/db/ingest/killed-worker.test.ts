import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { Children } from '@/lib/cli/children';
import { inTransaction } from '@/lib/db/context';
import { enqueue } from '@/lib/jobs/queue';
import { installCatalog } from '@/lib/rules/install-catalog';
import { createBundleOf, DATA_DIR, ingestFiles, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { emptyDatabase } from '../../support/detection';
import {
  bundleAtWork,
  childrenOf,
  expectUndisturbed,
  randomOf,
  SEED,
  undisturbedOutcome,
  waitFor,
} from '../../support/killing';
import { writeTrail } from '../../support/trail';

const database = testDatabase();
const folder = testFolder();
const children = new Children();
afterEach(() => children.stop());
const KILLS = 3;
const SHARE_MAX = 0.25;

async function isDone(): Promise<boolean> {
  const { rows } = await database.db.pool.query(
    "select from graphile_worker.jobs where key like 'ingest-bundle-%'",
  );
  return rows.length === 0;
}

test('a worker that is killed again and again is started again, and goes on by itself to the same end', {
  timeout: 600_000,
}, async () => {
  const trail = await writeTrail(folder, 'trail');
  await installCatalog(database.db);
  const started = performance.now();
  await ingestFiles(database.system, trail.folder);
  const spanMs = (performance.now() - started) * SHARE_MAX;
  const undisturbed = await undisturbedOutcome(database.db, trail);
  await emptyDatabase(database.db);

  const bundleId = await createBundleOf(database.system, trail.folder);
  await inTransaction(database.system, (tx) =>
    enqueue(tx, 'ingest-bundle', { bundleId }, `ingest-bundle-${bundleId}`),
  );
  // As `trailhound start` does.
  children.start({
    name: 'worker',
    args: ['lib/cli/bin.mjs', 'worker'],
    env: { DATABASE_URL: database.db.url, TRAILHOUND_DATA_DIR: DATA_DIR },
  });
  const random = randomOf(SEED);
  let kills = 0;
  let isOver = false;
  while (kills < KILLS && !isOver) {
    await waitFor(async () => {
      isOver = await isDone();
      return isOver || (await bundleAtWork(database.db)) !== null;
    });
    await pause(random() * spanMs);
    const [worker] = childrenOf(process.pid, 'bin.mjs worker');
    if (worker === undefined || isOver) continue;
    process.kill(worker, 'SIGKILL');
    await waitFor(async () => (await bundleAtWork(database.db)) === null);
    kills += 1;
  }
  await waitFor(isDone);

  expect(kills, `KILL_SEED=${SEED}`).toBeGreaterThan(1);
  await expectUndisturbed(database.db, undisturbed, trail);
});
