import path from 'node:path';
import { emitAudit } from '../audit/emit';
import { assertCan } from '../auth/permissions';
import { type Context, inTransaction } from '../db/context';

/** A bundle of files that lie on this machine already, ready to be ingested. */
export async function createLocalBundle({
  ctx,
  input,
}: {
  ctx: Context;
  input: { readonly paths: readonly string[]; readonly origin: 'cli' | 'sample' };
}): Promise<{ id: number }> {
  assertCan(ctx.actor, 'ingest');
  const [first = ''] = input.paths;
  const rest = input.paths.length - 1;
  const name = rest > 0 ? `${path.basename(first)} and ${rest} more` : path.basename(first);
  return inTransaction(ctx, async (tx) => {
    const { id } = await tx.bundle.create({
      data: {
        name,
        origin: input.origin,
        status: 'queued',
        createdBy: ctx.actor.name,
        sourcePaths: [...input.paths],
      },
    });
    await emitAudit(tx, ctx.actor, {
      action: 'bundle.create',
      target: { type: 'bundle', id: String(id) },
      after: { name, paths: [...input.paths] },
    });
    return { id };
  });
}
