import { emitAudit } from '../audit/emit';
import { assertCan } from '../auth/permissions';
import { type Context, inTransaction } from '../db/context';
import { notFound } from '../errors';

/** Ends the watch over a source, and forgets what was set aside of it. What came from it stays. */
export async function removeSource({
  ctx,
  input: { id },
}: {
  ctx: Context;
  input: { readonly id: number };
}): Promise<{ id: number }> {
  assertCan(ctx.actor, 'manage_sources');
  await inTransaction(ctx, async (tx) => {
    const source = await tx.watchedSource.findUnique({ where: { id }, select: { url: true } });
    if (!source) throw notFound('source', id);
    await tx.watchedSource.deleteMany({ where: { id } });
    await emitAudit(tx, ctx.actor, {
      action: 'source.remove',
      target: { type: 'source', id: String(id) },
      before: { url: source.url },
    });
  });
  return { id };
}
