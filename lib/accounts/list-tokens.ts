import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import type { ApiToken } from '../db/generated/client';
import type { TokenRow } from './schemas';

/** All tokens, newest first, those that no longer work included: they say who had one. */
export async function listTokens({ ctx }: { ctx: Context; input?: unknown }): Promise<TokenRow[]> {
  assertCan(ctx.actor, 'manage_tokens');
  const rows = await ctx.db.prisma.apiToken.findMany({ orderBy: { id: 'desc' } });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scope: row.scope as TokenRow['scope'],
    status: statusOf(row),
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }));
}

function statusOf({ revokedAt, expiresAt }: ApiToken): TokenRow['status'] {
  if (revokedAt) return 'revoked';
  return expiresAt && expiresAt <= new Date() ? 'expired' : 'active';
}
