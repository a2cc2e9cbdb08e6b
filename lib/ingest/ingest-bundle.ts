import path from 'node:path';
import { assertCan } from '../auth/permissions';
import { toBundleRow } from '../bundles/internal';
import type { BundleProblem, BundleRow } from '../bundles/schemas';
import type { Context } from '../db/context';
import { type GeoData, geoFromData, loadGeoData } from '../enrich';
import { toUserAgentFields } from '../enrich/agent';
import { AppError, errorMessage, notFound } from '../errors';
import { finishBundle } from './finish-bundle';
import { indexMonths } from './index-months';
import type { OnProgress } from './progress';
import { ByteCounter, readSources } from './read-sources';
import { withIngestLock } from './run-lock';
import { taskWorker } from './run-task';
import { listSources, type SourceFile } from './sources';
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

/** The geo databases are read once per process; threads share them. */
function geoData(dataDir: string): Promise<GeoData> {
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

/** What came of a bundle, with its problems summed up by member and reason. */
export interface IngestResult {
  readonly bundle: BundleRow;
  readonly skipped: ReadonlyArray<{
    readonly member: string;
    readonly reason: string;
    readonly count: number;
  }>;
  readonly errors: ReadonlyArray<Omit<BundleProblem, 'kind'>>;
}

async function readResult(ctx: Context, bundleId: number): Promise<IngestResult> {
  const { prisma } = ctx.db;
  const bundle = await prisma.bundle.findUniqueOrThrow({ where: { id: bundleId } });
  const problems = await prisma.ingestProblem.findMany({
    where: { bundleId },
    orderBy: [{ member: 'asc' }, { id: 'asc' }],
  });
  const ofKind = (kind: string) => problems.filter((problem) => problem.kind === kind);
  return {
    bundle: toBundleRow(bundle),
    skipped: ofKind('skip').map(({ member, reason, count }) => ({ member, reason, count: Number(count) })),
    errors: ofKind('error').map(({ member, position, reason, count }) => ({
      member,
      position,
      reason,
      count: Number(count),
    })),
  };
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
  await indexMonths(ctx.db.pool);
  await finishBundle(ctx.db.pool, bundleId, bytesTotal);
}

async function ingest(ctx: Context, bundleId: number, options: IngestOptions): Promise<IngestResult> {
  const { prisma } = ctx.db;
  const bundle = await prisma.bundle.findUnique({ where: { id: bundleId } });
  if (!bundle) throw notFound('bundle', bundleId);
  if (bundle.status === 'done') return readResult(ctx, bundleId);
  await prisma.bundle.update({
    where: { id: bundleId },
    data: { status: 'running', startedAt: bundle.startedAt ?? new Date(), finishedAt: null, message: null },
  });
  try {
    const sources = await listSources(bundle.sourcePaths);
    if (sources.length === 0) throw new AppError('invalid', 'There is no file in what was given.');
    await readInto(ctx, bundleId, sources, options);
  } catch (error) {
    await prisma.bundle.update({
      where: { id: bundleId },
      data: { status: 'failed', finishedAt: new Date(), message: errorMessage(error) },
    });
    throw error;
  }
  return readResult(ctx, bundleId);
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
  return withIngestLock(ctx, bundleId, () => ingest(ctx, bundleId, options));
}
