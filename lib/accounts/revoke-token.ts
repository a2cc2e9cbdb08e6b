import { emitAudit } from '../audit/emit';
import { assertCan } from '../auth/permissions';
import { type Context, inTransaction } from '../db/context';
import { AppError, notFound } from '../errors';
import type { RevokeTokenInput } from './schemas';

/** Ends a token for good. What it pushed stays. */
export async function revokeToken({
  ctx,
  input: { id },
}: {
  ctx: Context;
  input: RevokeTokenInput;
}): Promise<{ id: number }> {
  assertCan(ctx.actor, 'manage_tokens');
  await inTransaction(ctx, async (tx) => {
    const revokedAt = new Date();
    const { count } = await tx.apiToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt } });
    const token = await tx.apiToken.findUnique({ where: { id }, select: { name: true } });
    if (!token) throw notFound('token', id);
    if (count === 0) throw new AppError('conflict', `The token ${id} (${token.name}) is revoked already.`);
    await emitAudit(tx, ctx.actor, {
      action: 'token.revoke',
      target: { type: 'token', id: String(id) },
      before: { revokedAt: null },
      after: { revokedAt: revokedAt.toISOString() },
    });
  });
  return { id };
}
