import { emitAudit } from '../audit/emit';
import { assertCan } from '../auth/permissions';
import { type Context, inTransaction } from '../db/context';
import type { CreateBundleInput } from './schemas';

/**
 * A bundle whose files are about to be uploaded. The same files from the same person again are the upload that was
 * left half way: it goes on in its bundle.
 */
export async function createBundle({
  ctx,
  input,
}: {
  ctx: Context;
  input: CreateBundleInput;
}): Promise<{ id: number; isResumed: boolean }> {
  assertCan(ctx.actor, 'ingest');
  const { name, bytesTotal } = input;
  const left = await ctx.db.prisma.bundle.findFirst({
    where: { name, bytesTotal, origin: 'upload', status: 'receiving', createdBy: ctx.actor.name },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  if (left) return { id: left.id, isResumed: true };
  return inTransaction(ctx, async (tx) => {
    const { id } = await tx.bundle.create({
      data: {
        name,
        origin: 'upload',
        status: 'receiving',
        createdBy: ctx.actor.name,
        bytesTotal,
        sourcePaths: [],
      },
    });
    await emitAudit(tx, ctx.actor, {
      action: 'bundle.create',
      target: { type: 'bundle', id: String(id) },
      after: { name, files: input.files, bytes: bytesTotal },
    });
    return { id, isResumed: false };
  });
}
