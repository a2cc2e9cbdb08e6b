import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { toBundleRow } from './internal';
import type { BundleRow } from './schemas';

/** Bundles, newest first, at most 500. */
export async function listBundles({ ctx }: { ctx: Context; input?: unknown }): Promise<BundleRow[]> {
  assertCan(ctx.actor, 'read');
  const bundles = await ctx.db.prisma.bundle.findMany({ orderBy: { id: 'desc' }, take: 500 });
  return bundles.map(toBundleRow);
}
