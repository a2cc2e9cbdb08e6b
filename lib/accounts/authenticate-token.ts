import type { Database } from '../db/client';
import type { Context } from '../db/context';
import { AppError } from '../errors';
import { MINUTE_MS } from '../time';
import { isTokenText, tokenSha256 } from './token-text';

function refusal(why: string): AppError {
  return new AppError('unauthenticated', `${why} Send "Authorization: Bearer th_…" with a token that works.`);
}

/**
 * Who asks, by an `Authorization` header. The look-up is by hash: how long it takes says nothing about the token.
 * Throws a refusal for none, for an unknown one, and for one that has expired or was revoked.
 */
export async function authenticateToken(db: Database, authorization: string | null): Promise<Context> {
  const [, text] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
  if (!text) throw refusal('This call needs a token.');
  const token = isTokenText(text)
    ? await db.prisma.apiToken.findUnique({ where: { tokenSha256: tokenSha256(text) } })
    : null;
  if (!token) throw refusal('This token is not known here.');
  const now = new Date();
  if (token.revokedAt) throw refusal('This token was revoked.');
  if (token.expiresAt && token.expiresAt <= now) throw refusal('This token has expired.');
  // To the minute: a busy sender should not write this row with every call.
  await db.prisma.apiToken.updateMany({
    where: {
      id: token.id,
      OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: new Date(now.getTime() - MINUTE_MS) } }],
    },
    data: { lastUsedAt: now },
  });
  return { actor: { kind: 'token', id: token.id, name: `token ${token.name}` }, db };
}
