import { emitAudit } from '../audit/emit';
import { assertCan } from '../auth/permissions';
import { type Context, inTransaction } from '../db/context';
import { DAY_MS } from '../time';
import type { CreateTokenInput, NewToken } from './schemas';
import { newTokenText, tokenSha256 } from './token-text';

/** Makes a key for a program that pushes. Its text is in the answer and nowhere else. */
export async function createToken({
  ctx,
  input,
}: {
  ctx: Context;
  input: CreateTokenInput;
}): Promise<NewToken> {
  assertCan(ctx.actor, 'manage_tokens');
  const token = newTokenText();
  const expiresAt = input.expiresInDays ? new Date(Date.now() + input.expiresInDays * DAY_MS) : null;
  const id = await inTransaction(ctx, async (tx) => {
    const row = await tx.apiToken.create({
      data: {
        name: input.name,
        tokenSha256: tokenSha256(token),
        scope: 'ingest',
        createdBy: ctx.actor.name,
        expiresAt,
      },
    });
    await emitAudit(tx, ctx.actor, {
      action: 'token.create',
      target: { type: 'token', id: String(row.id) },
      after: { name: input.name, scope: 'ingest', expiresAt: expiresAt?.toISOString() ?? null },
    });
    return row.id;
  });
  return { id, name: input.name, token, expiresAt: expiresAt?.toISOString() ?? null };
}
