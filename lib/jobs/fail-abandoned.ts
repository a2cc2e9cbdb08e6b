import { failBundle } from '../bundles/fail';
import type { BundleRow } from '../bundles/schemas';
import type { Context } from '../db/context';
import { holdIngest } from '../ingest/run-lock';

interface Abandoned {
  readonly id: number;
  readonly origin: BundleRow['origin'];
  readonly status: 'queued' | 'running';
}

/** What can be done about it. */
function sentence({ origin, status }: Abandoned): string {
  const what =
    status === 'running'
      ? 'The process that read this bundle ended before it was done.'
      : 'The process that was to read this bundle ended before it began.';
  switch (origin) {
    case 'cli':
      return `${what} Run the same command again: it goes on where it was interrupted.`;
    case 'sample':
      return `${what} Run the demo again: it goes on where it was interrupted.`;
    case 'upload':
    case 'api':
      return `${what} The worker has given up after several attempts; its messages say more. Send the files again.`;
    case 's3':
      return `${what} The worker has given up after several attempts; its messages say more. What was not read is read at the next look.`;
    default:
      return origin satisfies never;
  }
}

/**
 * Fails bundles that are on their way by their status, but that no process is reading and no job is going to read:
 * their command was killed, or their job as often as it is tried. A command that has not begun may be waiting for a
 * deletion to end: it gets a day.
 */
export async function failAbandoned(ctx: Context): Promise<void> {
  const { rows } = await ctx.db.pool.query<Abandoned>(
    `select id, origin, status from bundle
      where (status = 'running' or (status = 'queued' and created_at < now() - interval '1 day'))
        and not exists (
          select from graphile_worker.jobs job
           where job.key = 'ingest-bundle-' || bundle.id
             and (job.locked_at is not null or job.attempts < job.max_attempts))`,
  );
  for (const bundle of rows) {
    const { id, status } = bundle;
    await failBundle({
      ctx,
      input: { id, status, message: sentence(bundle) },
      isAbandoned: (tx) => holdIngest(tx, id),
    });
  }
}
