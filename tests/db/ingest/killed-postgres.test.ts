import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Database, openDatabase } from '@/lib/db/client';
import type { Context } from '@/lib/db/context';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/db/embedded';
import { migrate } from '@/lib/db/migrate';
import { ingestBundle } from '@/lib/ingest/ingest-bundle';
import { createBundleOf, DATA_DIR, ingestFiles, testFolder } from '../../support/bundles';
import { emptyDatabase } from '../../support/detection';
import {
  bundleAtWork,
  childrenOf,
  expectUndisturbed,
  isRunning,
  randomOf,
  SEED,
  undisturbedOutcome,
  waitFor,
} from '../../support/killing';
import { writeTrail } from '../../support/trail';

const folder = testFolder();
const KILLS = 3;
const SHARE_MAX = 0.4;

function contextOf(db: Database): Context {
  return { actor: { kind: 'system', name: 'worker' }, db };
}

/** Ends the server and all its backends at once, as a power cut would. */
async function killServer(dataDir: string): Promise<void> {
  const file = path.join(dataDir, 'postgres', 'postmaster.pid');
  const postmaster = Number((await readFile(file, 'utf8')).split('\n')[0]);
  const all = [postmaster, ...childrenOf(postmaster, 'postgres')];
  for (const pid of all) process.kill(pid, 'SIGKILL');
  await waitFor(async () => !all.some(isRunning));
}

test('a database server that is killed again and again recovers, and the ingest goes on to the same end', {
  timeout: 600_000,
}, async () => {
  const trail = await writeTrail(folder, 'trail');
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'trailhound-killed-'));
  await chmod(dataDir, 0o755);
  let server: EmbeddedPostgres = await startEmbeddedPostgres(dataDir);
  await migrate(server.url);
  let db = openDatabase(server.url);
  try {
    const started = performance.now();
    await ingestFiles(contextOf(db), trail.folder);
    const spanMs = (performance.now() - started) * SHARE_MAX;
    const undisturbed = await undisturbedOutcome(db, trail);
    await emptyDatabase(db);

    const id = await createBundleOf(contextOf(db), trail.folder);
    const random = randomOf(SEED);
    let kills = 0;
    for (let isDone = false; !isDone; ) {
      const ingest = ingestBundle(contextOf(db), id, { dataDir: DATA_DIR }).then(
        () => 'done' as const,
        () => 'failed' as const,
      );
      let ended: string | undefined;
      void ingest.then((how) => {
        ended = how;
      });
      const current = db;
      await waitFor(
        async () => (await bundleAtWork(current)) !== null,
        () => ended !== undefined,
      );
      if (kills < KILLS) await pause(random() * spanMs);
      if (kills < KILLS && ended === undefined) {
        await killServer(dataDir);
        kills += 1;
      }
      isDone = (await ingest) === 'done';
      if (isDone) continue;
      await db.close().catch(() => undefined);
      server = await startEmbeddedPostgres(dataDir);
      db = openDatabase(server.url);
    }

    expect(kills, `KILL_SEED=${SEED}`).toBeGreaterThan(1);
    await expectUndisturbed(db, undisturbed, trail);
  } finally {
    await db.close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
