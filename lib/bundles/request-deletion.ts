import { emitAudit } from '../audit/emit';
import { assertCan } from '../auth/permissions';
import { type Context, inTransaction, type Transaction } from '../db/context';
import { AppError, notFound } from '../errors';
import { isEvidenceBusy } from './evidence-lock';
import type { BundleInput } from './schemas';

/** What makes the worker delete the bundle; given by the caller, since jobs stand above bundles. */
export type EnqueueDeletion = (tx: Transaction, bundleId: number) => Promise<void>;

/**
 * Hands a bundle to the worker to be deleted. From then on it says that it is being deleted; asking again is harmless
 * and takes up a deletion that was given up.
 */
export async function requestDeletion({
  ctx,
  input: { id },
  enqueueDeletion,
}: {
  ctx: Context;
  input: BundleInput;
  enqueueDeletion: EnqueueDeletion;
}): Promise<{ id: number }> {
  assertCan(ctx.actor, 'manage_bundles');
  const isBusy = await isEvidenceBusy(ctx.db);
  await inTransaction(ctx, async (tx) => {
    const bundle = await tx.bundle.findUnique({ where: { id }, select: { status: true, name: true } });
    if (!bundle) throw notFound('bundle', id);
    const { count } = await tx.bundle.updateMany({
      // One that says it is running though nothing is being read was interrupted.
      where: { id, ...(isBusy ? { status: { not: 'running' } } : {}) },
      data: { status: 'deleting' },
    });
    if (count === 0) {
      throw new AppError('conflict', `Bundle ${id} is being read just now. Delete it when that has ended.`);
    }
    await enqueueDeletion(tx, id);
    await emitAudit(tx, ctx.actor, {
      action: 'bundle.request_deletion',
      target: { type: 'bundle', id: String(id) },
      before: { status: bundle.status, name: bundle.name },
      after: { status: 'deleting' },
    });
  });
  return { id };
}
