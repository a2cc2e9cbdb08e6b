import { emitAudit } from '../audit/emit';
import { assertCan } from '../auth/permissions';
import { type Context, inTransaction } from '../db/context';
import type { EnqueueIngest } from './queue';

/** A bundle of what is new in a watched source, handed to the worker. */
export async function createWatchedBundle({
  ctx,
  input,
  enqueueIngest,
}: {
  ctx: Context;
  input: { readonly sourceId: number; readonly name: string; readonly paths: readonly string[] };
  enqueueIngest: EnqueueIngest;
}): Promise<{ id: number }> {
  assertCan(ctx.actor, 'ingest');
  const { sourceId, name, paths } = input;
  return inTransaction(ctx, async (tx) => {
    const { id } = await tx.bundle.create({
      data: {
        name,
        origin: 's3',
        status: 'queued',
        createdBy: `source ${sourceId}`,
        sourcePaths: [...paths],
        watchedSourceId: sourceId,
      },
    });
    await enqueueIngest(tx, id);
    await emitAudit(tx, ctx.actor, {
      action: 'bundle.create',
      target: { type: 'bundle', id: String(id) },
      after: { name, source: sourceId, objects: paths.length },
    });
    return { id };
  });
}
