import type { Context } from '../db/context';
import { tryExclusiveLock } from '../db/shared-lock';
import { errorMessage } from '../errors';
import { logFault } from '../log';
import { pollPrefix } from './poll-prefix';
import { pollQueue } from './poll-queue';
import { enqueue } from './queue';

/** Prefixes are listed anew this often; queues are listened to all the time. */
const PREFIX_EVERY = '270 seconds';

/** Queues a look at every source that is due. */
export async function queuePolls(ctx: Context): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ id: number }>(
    `select id from watched_source
      where enabled and (kind = 'queue' or coalesce(last_run_at < now() - $1::interval, true)) order by id`,
    [PREFIX_EVERY],
  );
  for (const { id } of rows) {
    await enqueue(ctx.db.prisma, 'poll-source', { sourceId: id }, `poll-source-${id}`);
  }
}

/**
 * Looks at one source. Never at the same time as another process does: a job's key does not see to that once the job
 * runs. What went wrong is kept with the source, and tried again at the next look.
 */
export async function pollSource(ctx: Context, sourceId: number, signal: AbortSignal): Promise<void> {
  const { prisma } = ctx.db;
  await tryExclusiveLock(ctx.db, `trailhound.source.${sourceId}`, async () => {
    const source = await prisma.watchedSource.findUnique({ where: { id: sourceId } });
    if (!source?.enabled) return;
    let lastError: string | null = null;
    try {
      await (source.kind === 'queue' ? pollQueue : pollPrefix)({ ctx, source, signal });
    } catch (error) {
      logFault(`source ${sourceId}`, error);
      // A worker that ends breaks off what it does: nothing is wrong with the source.
      lastError = signal.aborted ? source.lastError : errorMessage(error);
    }
    await prisma.watchedSource.updateMany({
      where: { id: sourceId },
      data: { lastRunAt: new Date(), lastError },
    });
  });
}
