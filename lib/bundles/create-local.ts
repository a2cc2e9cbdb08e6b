import path from 'node:path';
import { emitAudit } from '../audit/emit';
import { assertCan } from '../auth/permissions';
import { type Context, inTransaction } from '../db/context';

/** A bundle of files that lie on this machine already, or in S3, ready to be ingested. */
export async function createLocalBundle({
  ctx,
  input,
}: {
  ctx: Context;
  input: {
    readonly paths: readonly string[];
    readonly origin: 'cli' | 'sample';
    /** What to call the first of the paths; its last part by default. */
    readonly firstName?: string;
  };
}): Promise<{ id: number }> {
  assertCan(ctx.actor, 'ingest');
  const first = input.firstName ?? path.basename(input.paths[0] ?? '');
  const rest = input.paths.length - 1;
  const name = rest > 0 ? `${first} and ${rest} more` : first;
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
