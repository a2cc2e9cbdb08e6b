import { utimes } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { DATA_DIR, ingestFiles, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { emptyDatabase } from '../../support/detection';
import {
  bundleAtWork,
  expectUndisturbed,
  randomOf,
  SEED,
  undisturbedOutcome,
  waitFor,
} from '../../support/killing';
import { type Program, testPrograms } from '../../support/processes';
import { call, recordsFile } from '../../support/records';
import { writeTrail } from '../../support/trail';

const database = testDatabase();
const folder = testFolder();
const start = testPrograms();
const KILLS = 10;
/** So much of an undisturbed ingest's time a process gets at most: every one leaves something to do. */
const SHARE_MAX = 0.5;

beforeEach(() => emptyDatabase(database.db));

function ingest(file: string): Program {
  const env = { DATABASE_URL: database.db.url, TRAILHOUND_DATA_DIR: DATA_DIR };
  return start(['ingest', file, '--json', '--no-evaluate'], env);
}

/** Kills a command some time after it has begun to read; false when it was done before. */
async function killAtWork(program: Program, afterMs: number): Promise<boolean> {
  const isOver = () => program.process.exitCode !== null;
  const isAtWork = await waitFor(async () => (await bundleAtWork(database.db)) !== null, isOver);
  await pause(afterMs);
  if (!isAtWork || isOver()) return false;
  await program.kill();
  await waitFor(async () => (await bundleAtWork(database.db)) === null);
  return (await database.db.prisma.bundle.count({ where: { status: 'done' } })) === 0;
}

describe('a command that was killed and is run again', () => {
  test('ends with exactly the events, counts and evidence of one that was not, wherever it was killed', {
    timeout: 600_000,
  }, async () => {
    const trail = await writeTrail(folder, 'trail');
    const started = performance.now();
    await ingestFiles(database.system, trail.folder);
    const spanMs = (performance.now() - started) * SHARE_MAX;
    const undisturbed = await undisturbedOutcome(database.db, trail);

    const random = randomOf(SEED);
    let kills = 0;
    while (kills < KILLS) {
      await emptyDatabase(database.db);
      let program = ingest(trail.folder);
      while (kills < KILLS && (await killAtWork(program, random() * spanMs))) {
        kills += 1;
        program = ingest(trail.folder);
      }
      expect(await program.ended, `KILL_SEED=${SEED} ${program.output()}`).toBe(0);
      await expectUndisturbed(database.db, undisturbed, trail);
    }
  });

  async function interrupted(file: string): Promise<number> {
    const { bundle } = await ingestFiles(database.system, file);
    await database.db.prisma.bundle.update({ where: { id: bundle.id }, data: { status: 'failed' } });
    return bundle.id;
  }

  test('goes on in the same bundle, and says so', async () => {
    const file = await folder.write('same.json', recordsFile([call(1, '2026-03-20T12:00:00Z')]));
    const id = await interrupted(file);
    const program = ingest(file);

    expect(await program.ended).toBe(0);
    expect(program.output()).toContain(`Going on with bundle ${id}, which was interrupted.`);
    expect(await database.db.prisma.bundle.findMany()).toMatchObject([{ id, status: 'done', inserted: 1n }]);
  });

  test('begins anew when a file was written since, even to the same length and time', async () => {
    const file = await folder.write('changed.json', recordsFile([call(1, '2026-03-20T12:00:00Z')]));
    const id = await interrupted(file);
    const past = new Date('2026-01-01T00:00:00Z');
    await folder.write(path.basename(file), recordsFile([call(2, '2026-03-20T12:00:00Z')]));
    await utimes(file, past, past);

    expect(await ingest(file).ended).toBe(0);
    expect(await database.db.prisma.bundle.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
      { id, status: 'failed' },
      { status: 'done', inserted: 1n, duplicates: 0n },
    ]);
  });
});
