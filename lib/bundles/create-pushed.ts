import { emitAudit } from '../audit/emit';
import { assertCan } from '../auth/permissions';
import { type Context, inTransaction } from '../db/context';
import type { EnqueueIngest } from './queue';

export interface PushedBundleInput {
  readonly tokenId: number;
  readonly name: string;
  readonly bytes: number;
  /** Chosen by the sender: the same key again makes no second bundle. */
  readonly requestKey: string | null;
}

/**
 * A bundle of one body that a program has pushed, handed to the worker. `place` puts the body where the bundle's
 * files belong. Null when there is a bundle of this token and key already.
 */
export async function createPushedBundle({
  ctx,
  input,
  place,
  enqueueIngest,
}: {
  ctx: Context;
  input: PushedBundleInput;
  place: (bundleId: number) => Promise<string>;
  enqueueIngest: EnqueueIngest;
}): Promise<{ id: number } | null> {
  assertCan(ctx.actor, 'ingest');
  const { tokenId, name, bytes, requestKey } = input;
  return inTransaction(ctx, async (tx) => {
    const [made] = await tx.bundle.createManyAndReturn({
      data: [
        {
          name,
          origin: 'api',
          status: 'queued',
          createdBy: ctx.actor.name,
          bytesTotal: bytes,
          sourcePaths: [],
          apiTokenId: tokenId,
          requestKey,
        },
      ],
      skipDuplicates: true,
      select: { id: true },
    });
    if (!made) return null;
    const folder = await place(made.id);
    await tx.bundle.update({ where: { id: made.id }, data: { sourcePaths: [folder] } });
    await enqueueIngest(tx, made.id);
    await emitAudit(tx, ctx.actor, {
      action: 'bundle.create',
      target: { type: 'bundle', id: String(made.id) },
      after: { name, bytes, token: tokenId },
    });
    return made;
  });
}
