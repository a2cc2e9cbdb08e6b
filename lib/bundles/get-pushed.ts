import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { notFound } from '../errors';
import { toBundleRow } from './internal';
import type { PushedBundle } from './schemas';

/** How far a push has got. A token sees the bundles that it sent, and no others. */
export async function getPushedBundle({
  ctx,
  input,
}: {
  ctx: Context;
  input: { readonly id: number };
}): Promise<PushedBundle> {
  assertCan(ctx.actor, 'ingest');
  const bundle =
    ctx.actor.kind === 'token'
      ? await ctx.db.prisma.bundle.findFirst({ where: { id: input.id, apiTokenId: ctx.actor.id } })
      : null;
  if (!bundle) throw notFound('bundle', input.id);
  const { id, name, status, message, createdAt, finishedAt, ...row } = toBundleRow(bundle);
  const { members, records, inserted, duplicates, conflicts, skipped, errors } = row;
  return {
    ...{ bundleId: id, name, status, message, createdAt, finishedAt },
    ...{ members, records, inserted, duplicates, conflicts, skipped, errors },
  };
}
