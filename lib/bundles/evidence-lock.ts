import type { Database } from '../db/client';
import { tryExclusiveLock, withSharedLock } from '../db/shared-lock';
import { AppError } from '../errors';

/**
 * Reading finds out which records are there already; deleting takes away what it relied on. Both at once would lose
 * records that either takes for the other's. Any number of bundles are read side by side, and none is deleted then.
 */
const NAME = 'trailhound.evidence';

/** Runs an ingest; waits while a bundle is being deleted. */
export function whileReading<T>(db: Database, work: () => Promise<T>): Promise<T> {
  return withSharedLock(db, NAME, work);
}

/** Runs a deletion, or refuses it while a bundle is being read or another one is being deleted. */
export async function whileDeleting<T>(db: Database, work: () => Promise<T>): Promise<T> {
  const done = await tryExclusiveLock(db, NAME, work);
  if (done) return done.value;
  throw new AppError(
    'conflict',
    'A bundle is being read or deleted just now. Delete this one when that has ended.',
  );
}

/** Whether anything is being read or deleted at the moment. */
export async function isEvidenceBusy(db: Database): Promise<boolean> {
  return (await tryExclusiveLock(db, NAME, async () => true)) === null;
}
