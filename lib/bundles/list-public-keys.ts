import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import type { PublicKeyRow } from './schemas';

/** The public keys of CloudTrail that were supplied, newest first. */
export async function listPublicKeys({ ctx }: { ctx: Context; input?: unknown }): Promise<PublicKeyRow[]> {
  assertCan(ctx.actor, 'read');
  const keys = await ctx.db.prisma.trailPublicKey.findMany({
    omit: { der: true },
    orderBy: [{ addedAt: 'desc' }, { fingerprint: 'asc' }],
  });
  return keys.map(({ fingerprint, validFrom, validTo, addedBy, addedAt }) => ({
    fingerprint,
    validFrom: validFrom?.toISOString() ?? null,
    validTo: validTo?.toISOString() ?? null,
    addedBy,
    addedAt: addedAt.toISOString(),
  }));
}
