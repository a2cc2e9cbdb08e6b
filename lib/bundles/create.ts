import { emitAudit } from '../audit/emit';
import { assertCan } from '../auth/permissions';
import { type Context, inTransaction } from '../db/context';
import type { CreateBundleInput } from './schemas';

/** A bundle whose files are about to be uploaded. */
export async function createBundle({
  ctx,
  input,
}: {
  ctx: Context;
  input: CreateBundleInput;
}): Promise<{ id: number }> {
  assertCan(ctx.actor, 'ingest');
  return inTransaction(ctx, async (tx) => {
    const { id } = await tx.bundle.create({
      data: {
        name: input.name,
        origin: 'upload',
        status: 'receiving',
        createdBy: ctx.actor.name,
        bytesTotal: input.bytesTotal,
        sourcePaths: [],
      },
    });
    await emitAudit(tx, ctx.actor, {
      action: 'bundle.create',
      target: { type: 'bundle', id: String(id) },
      after: { name: input.name, files: input.files, bytes: input.bytesTotal },
    });
    return { id };
  });
}
