import path from 'node:path';
import { assertCan } from '../auth/permissions';
import { toBundleRow } from '../bundles/internal';
import type { BundleProblem, BundleRow } from '../bundles/schemas';
import { type Enrich, type MemberRefusal, openMembers } from '../cloudtrail';
import type { Context } from '../db/context';
import { storableText } from '../db/storable';
import { openGeo } from '../enrich';
import { toUserAgentFields } from '../enrich/agent';
import { AppError, errorMessage, notFound } from '../errors';
import { BatchWriter } from './batch-writer';
import { indexMonths } from './index-months';
import { ingestMember } from './ingest-member';
import type { OnProgress } from './progress';
import { listSources, type SourceFile, toMemberSource } from './sources';

export interface IngestOptions {
  /** Folder for the compiled geo tables. */
  readonly dataDir: string;
  readonly onProgress?: OnProgress;
}

let enrichment: Promise<Enrich> | undefined;

/** The geo databases are read once per process. */
function openEnrich(dataDir: string): Promise<Enrich> {
  enrichment ??= openGeo({ cacheDir: path.join(dataDir, 'geo') }).then((geo) => ({
    geo: (ip: string) => geo.lookup(ip),
    agent: toUserAgentFields,
  }));
  return enrichment;
}

/** Where a member was left by an ingest that was interrupted. */
async function registerMember(ctx: Context, bundleId: number, member: string) {
  const { rows } = await ctx.db.pool.query<{ id: number; errors: number; resume_at: number }>(
    `with member as (
       insert into bundle_member (bundle_id, path, status) values ($1, $2, 'running')
       on conflict (bundle_id, path) do update set status = 'running'
       returning id, errors
     )
     select member.id, member.errors, coalesce(max(segment.member_offset + segment.length), 0) as resume_at
       from member left join evidence_segment segment on segment.member_id = member.id
      group by member.id, member.errors`,
    [bundleId, member],
  );
  const row = rows[0];
  if (!row) throw new Error(`The member ${member} could not be registered.`);
  return { memberId: row.id, resumeAt: row.resume_at, errorsBefore: row.errors };
}

async function refuseMember(ctx: Context, bundleId: number, refusal: MemberRefusal): Promise<void> {
  const failed = refusal.kind === 'failed';
  const reason = storableText(refusal.reason);
  await ctx.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.bundleMember.createMany({
      data: [
        {
          bundleId,
          path: refusal.path,
          status: refusal.kind,
          reason,
          errors: failed ? 1 : 0,
        },
      ],
      skipDuplicates: true,
    });
    // An interrupted ingest has told it already.
    if (count === 0) return;
    const kind = failed ? 'error' : 'skip';
    await tx.ingestProblem.create({
      data: { bundleId, member: refusal.path, kind, position: '', reason },
    });
    await tx.bundle.update({
      where: { id: bundleId },
      data: failed ? { errors: { increment: 1 } } : { skipped: { increment: 1 } },
    });
  });
}

/** Counts bytes of the sources as they are read; archives that are read by position count by their members. */
class ByteCounter {
  private finished = 0;
  private current = 0;
  private limit = 0;

  begin(source: SourceFile): void {
    this.current = 0;
    this.limit = source.bytes;
  }
  readonly add = (count: number): void => {
    this.current = Math.min(this.limit, this.current + count);
  };
  end(source: SourceFile): void {
    this.finished += source.bytes;
    this.current = 0;
  }
  get total(): number {
    return this.finished + this.current;
  }
}

async function readSources(
  ctx: Context,
  bundleId: number,
  sources: readonly SourceFile[],
  options: IngestOptions,
): Promise<void> {
  const enrich = await openEnrich(options.dataDir);
  const done = new Set(
    (
      await ctx.db.prisma.bundleMember.findMany({
        where: { bundleId, status: { not: 'running' } },
        select: { path: true },
      })
    ).map((member) => member.path),
  );
  const counter = new ByteCounter();
  const writer = new BatchWriter(ctx.db.pool, bundleId, () => counter.total);
  const stopTelling = tellProgress(ctx, bundleId, sources, counter, options.onProgress);
  try {
    for (const source of sources) {
      counter.begin(source);
      const opened = openMembers(toMemberSource(source, counter.add), {
        isDone: (member) => done.has(member),
      });
      for await (const item of opened) {
        if (done.has(item.path)) continue;
        await writer.reserveIds();
        if (item.kind !== 'member') {
          await refuseMember(ctx, bundleId, item);
          continue;
        }
        const place = await registerMember(ctx, bundleId, item.path);
        await ingestMember(item, { bundleId, ...place }, writer, enrich);
      }
      counter.end(source);
    }
    await writer.finish();
  } finally {
    stopTelling();
  }
}

function tellProgress(
  ctx: Context,
  bundleId: number,
  sources: readonly SourceFile[],
  counter: ByteCounter,
  onProgress: OnProgress | undefined,
): () => void {
  if (!onProgress) return () => undefined;
  const bytesTotal = sources.reduce((sum, source) => sum + source.bytes, 0);
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
  const problems = await prisma.ingestProblem.findMany({ where: { bundleId }, orderBy: { id: 'asc' } });
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

/**
 * Reads a bundle's files into the database. May be called again after an interruption: members that are done are
 * passed over, one that was under way goes on behind its last committed byte.
 */
export async function ingestBundle(
  ctx: Context,
  bundleId: number,
  options: IngestOptions,
): Promise<IngestResult> {
  assertCan(ctx.actor, 'ingest');
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
    const bytesTotal = sources.reduce((sum, source) => sum + source.bytes, 0);
    await prisma.bundle.update({ where: { id: bundleId }, data: { bytesTotal } });
    await readSources(ctx, bundleId, sources, options);
    await indexMonths(ctx.db.pool);
    await prisma.bundle.update({
      where: { id: bundleId },
      data: { status: 'done', finishedAt: new Date(), bytesRead: bytesTotal },
    });
  } catch (error) {
    await prisma.bundle.update({
      where: { id: bundleId },
      data: { status: 'failed', finishedAt: new Date(), message: errorMessage(error) },
    });
    throw error;
  }
  return readResult(ctx, bundleId);
}
