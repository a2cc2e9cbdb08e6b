import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Database } from '@/lib/db/client';
import { isBeingRead } from '@/lib/ingest/run-lock';
import { evidenceOf, ingestOutcome } from './stored';
import { TRAIL_COUNTS, type Trail } from './trail';

/** Told with every failure; given again in the environment, the moments are the same. */
export const SEED = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);

/** Numbers from 0 up to 1, the same for one seed. */
export function randomOf(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** The newest bundle, when a process is reading it. */
export async function bundleAtWork(db: Database): Promise<number | null> {
  const bundle = await db.prisma.bundle.findFirst({ where: { status: 'running' }, orderBy: { id: 'desc' } });
  return bundle && (await isBeingRead(db, bundle.id)) ? bundle.id : null;
}

/** Waits for something to become true; false when `isOver` does first. */
export async function waitFor(
  isSo: () => Promise<boolean>,
  isOver: () => boolean = () => false,
): Promise<boolean> {
  for (;;) {
    if (await isSo()) return true;
    if (isOver()) return false;
    await pause(20);
  }
}

function ps(...args: readonly string[]): string {
  // Without a match it prints nothing and fails.
  return spawnSync('ps', [...args], { encoding: 'utf8' }).stdout;
}

/** Process ids of a process's children whose command line holds a text. */
export function childrenOf(parent: number, text: string): number[] {
  return ps('-o', 'pid=,args=', '--ppid', String(parent))
    .split('\n')
    .filter((line) => line.includes(text))
    .map((line) => Number.parseInt(line, 10));
}

/** Whether a process is there, and more than an entry that its parent has not collected. */
export function isRunning(pid: number): boolean {
  return /^[^Z]/.test(ps('-o', 'stat=', '-p', String(pid)).trim());
}

export type Outcome = Awaited<ReturnType<typeof ingestOutcome>>;

/** What an undisturbed ingest of the trail leaves; its counts are those worked out by hand. */
export async function undisturbedOutcome(db: Database, trail: Trail): Promise<Outcome> {
  const outcome = await ingestOutcome(db);
  const counts = Object.fromEntries(
    Object.entries(TRAIL_COUNTS).map(([name, count]) => [name, Number(count)]),
  );
  expect(outcome.bundles).toMatchObject([{ status: 'done', ...counts }]);
  await expectEvidence(db, trail);
  return outcome;
}

/** The database is as if nothing had ever been killed. */
export async function expectUndisturbed(db: Database, undisturbed: Outcome, trail: Trail): Promise<void> {
  expect(await ingestOutcome(db), `KILL_SEED=${SEED}`).toEqual(undisturbed);
  await expectEvidence(db, trail);
}

async function expectEvidence(db: Database, trail: Trail): Promise<void> {
  for (const [member, content] of trail.contents) {
    const isWhole = (await evidenceOf(db, member)).equals(content);
    expect({ member, isWhole }, `KILL_SEED=${SEED}`).toEqual({ member, isWhole: true });
  }
}
