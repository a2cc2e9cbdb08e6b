import { emitAudit } from '../audit/emit';
import { assertCan } from '../auth/permissions';
import { type Context, inTransaction, type Transaction } from '../db/context';
import type { BundleStatus } from './schemas';

/**
 * Ends a bundle that nobody is going on with, and says why. False when it has another status by now, or when
 * `isAbandoned`, asked inside the transaction, finds that somebody is at it after all.
 */
export async function failBundle({
  ctx,
  input: { id, status, message },
  isAbandoned = async () => true,
}: {
  ctx: Context;
  input: { readonly id: number; readonly status: BundleStatus; readonly message: string };
  isAbandoned?: (tx: Transaction) => Promise<boolean>;
}): Promise<boolean> {
  assertCan(ctx.actor, 'ingest');
  return inTransaction(ctx, async (tx) => {
    if (!(await isAbandoned(tx))) return false;
    const { count } = await tx.bundle.updateMany({
      where: { id, status },
      data: { status: 'failed', finishedAt: new Date(), message },
    });
    if (count === 0) return false;
    await emitAudit(tx, ctx.actor, {
      action: 'bundle.fail',
      target: { type: 'bundle', id: String(id) },
      before: { status },
      after: { status: 'failed', message },
    });
    return true;
  });
}
