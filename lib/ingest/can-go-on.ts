import { stat } from 'node:fs/promises';
import type { Database } from '../db/client';
import { isBeingRead } from './run-lock';
import { listSources } from './sources';

interface Interrupted {
  readonly id: number;
  readonly sourcePaths: readonly string[];
  readonly bytesTotal: bigint;
  readonly startedAt: Date | null;
}

/**
 * Whether the ingest of files on this machine can be gone on with: no process is at it, and the files are those that
 * it began with. There are as many bytes, and none has been written, moved or replaced since it began; a file's
 * `ctime` tells all of these.
 */
export async function canGoOn(db: Database, bundle: Interrupted): Promise<boolean> {
  const { id, startedAt } = bundle;
  if (!startedAt || (await isBeingRead(db, id))) return false;
  const sources = await listSources(bundle.sourcePaths).catch(() => []);
  const bytes = sources.reduce((sum, source) => sum + source.bytes, 0);
  if (BigInt(bytes) !== bundle.bytesTotal) return false;
  for (const { file } of sources) {
    const info = file === undefined ? null : await stat(file).catch(() => null);
    if (!info || info.ctime >= startedAt) return false;
  }
  return true;
}
