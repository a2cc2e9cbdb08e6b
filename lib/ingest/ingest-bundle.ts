import path from 'node:path';
import { assertCan } from '../auth/permissions';
import { whileReading } from '../bundles/evidence-lock';
import type { Context } from '../db/context';
import { type GeoData, geoFromData, loadGeoData } from '../enrich';
import { toUserAgentFields } from '../enrich/agent';
import { AppError, errorMessage, notFound } from '../errors';
import { finishBundle } from './finish-bundle';
import { indexMonths } from './index-months';
import { listBundleSources } from './list-bundle-sources';
import type { OnProgress } from './progress';
import { type IngestResult, readResult } from './read-result';
import { ByteCounter, readSources } from './read-sources';
import { withIngestLock } from './run-lock';
import { taskWorker } from './run-task';
import { rememberObjects } from './s3-objects';
import type { SourceFile } from './sources';
import type { TaskRunner } from './task';
import { threadRunner } from './thread-runner';

export interface IngestOptions {
  /** Folder for the compiled geo tables. */
  readonly dataDir: string;
  readonly onProgress?: OnProgress;
  /** Whether to work in threads; by default when there is enough to do. */
  readonly inThreads?: boolean;
}

/** From here on threads pay for the half second that they take to start. */
const THREADS_FROM_BYTES = 4 * 1024 * 1024;
/** In this thread: one task is read while the one before is written. */
const TASKS_AT_ONCE = 2;

let loaded: Promise<GeoData> | undefined;

/** The geo databases are read once per process, the first time in a data folder compiled as well; threads share them. */
export function geoData(dataDir: string): Promise<GeoData> {
  loaded ??= loadGeoData({ cacheDir: path.join(dataDir, 'geo') });
  return loaded;
}

async function openRunner(ctx: Context, bytesTotal: number, options: IngestOptions): Promise<TaskRunner> {
  const geo = await geoData(options.dataDir);
  if (options.inThreads ?? bytesTotal >= THREADS_FROM_BYTES) return threadRunner(ctx.db.url, geo);
  const look = geoFromData(geo);
  const run = taskWorker(ctx.db.pool, { geo: (ip) => look.lookup(ip), agent: toUserAgentFields });
  return { capacity: TASKS_AT_ONCE, run, close: async () => undefined };
}

function tellProgress(
  ctx: Context,
  bundleId: number,
  bytesTotal: number,
  counter: ByteCounter,
  onProgress: OnProgress | undefined,
): () => void {
  if (!onProgress) return () => undefined;
  const started = performance.now();
  const timer = setInterval(async () => {
    const bundle = await ctx.db.prisma.bundle.findUnique({ where: { id: bundleId } }).catch(() => null);
    onProgress({
      bytesRead: counter.total,
      bytesTotal,
      members: bundle?.members ?? 0,
      records: Number(bundle?.records ?? 0),
      seconds: (performance.now() - started) / 1000,
    });
  }, 500);
  return () => clearInterval(timer);
}

async function readInto(
  ctx: Context,
  bundleId: number,
  sources: readonly SourceFile[],
  options: IngestOptions,
): Promise<void> {
  const bytesTotal = sources.reduce((sum, source) => sum + source.bytes, 0);
  await ctx.db.prisma.bundle.update({ where: { id: bundleId }, data: { bytesTotal } });
  const counter = new ByteCounter();
  const stopTelling = tellProgress(ctx, bundleId, bytesTotal, counter, options.onProgress);
  const runner = await openRunner(ctx, bytesTotal, options);
  try {
    await readSources(ctx.db.pool, bundleId, sources, runner, counter);
  } finally {
    stopTelling();
    await runner.close();
  }
  await rememberObjects(ctx.db, bundleId, sources);
  await indexMonths(ctx.db.pool);
  await finishBundle(ctx.db.pool, bundleId, bytesTotal);
}

async function ingest(ctx: Context, bundleId: number, options: IngestOptions): Promise<IngestResult> {
  const { prisma } = ctx.db;
  const bundle = await prisma.bundle.findUnique({ where: { id: bundleId } });
  if (!bundle) throw notFound('bundle', bundleId);
  if (bundle.status === 'done') return readResult(ctx.db, bundleId);
  if (bundle.status === 'deleting') throw new AppError('conflict', `Bundle ${bundleId} is being deleted.`);
  await prisma.bundle.update({
    where: { id: bundleId },
    data: { status: 'running', startedAt: bundle.startedAt ?? new Date(), finishedAt: null, message: null },
  });
  try {
    const sources = await listBundleSources(ctx.db, bundle);
    await readInto(ctx, bundleId, sources, options);
  } catch (error) {
    await prisma.bundle.update({
      where: { id: bundleId },
      data: { status: 'failed', finishedAt: new Date(), message: errorMessage(error) },
    });
    throw error;
  }
  return readResult(ctx.db, bundleId);
}

/**
 * Reads a bundle's files into the database. May be called again after an interruption: members that are done are
 * passed over, one that was under way goes on with what is not in evidence yet.
 */
export async function ingestBundle(
  ctx: Context,
  bundleId: number,
  options: IngestOptions,
): Promise<IngestResult> {
  assertCan(ctx.actor, 'ingest');
  return whileReading(ctx.db, () => withIngestLock(ctx, bundleId, () => ingest(ctx, bundleId, options)));
}
