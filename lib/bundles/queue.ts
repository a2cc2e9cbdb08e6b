import { emitAudit } from '../audit/emit';
import { assertCan } from '../auth/permissions';
import { type Context, inTransaction, type Transaction } from '../db/context';
import { AppError } from '../errors';

/** What makes the worker ingest the bundle; given by the caller, since jobs stand above bundles. */
export type EnqueueIngest = (tx: Transaction, bundleId: number) => Promise<void>;

/** Hands a bundle whose files have all arrived to the worker. */
export async function queueBundle({
  ctx,
  input,
  enqueueIngest,
}: {
  ctx: Context;
  input: { readonly id: number; readonly folder: string };
  enqueueIngest: EnqueueIngest;
}): Promise<{ id: number }> {
  assertCan(ctx.actor, 'ingest');
  const { id } = input;
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.bundle.updateMany({
      where: { id, status: 'receiving' },
      data: { status: 'queued', sourcePaths: [input.folder] },
    });
    if (count === 0) throw new AppError('conflict', `Bundle ${id} is not waiting for files.`);
    await enqueueIngest(tx, id);
    await emitAudit(tx, ctx.actor, { action: 'bundle.queue', target: { type: 'bundle', id: String(id) } });
  });
  return { id };
}
