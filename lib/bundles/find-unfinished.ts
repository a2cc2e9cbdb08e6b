import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';

/** The newest bundle of the command line that was to read exactly these sources and did not get to its end. */
export async function findUnfinishedBundle({
  ctx,
  input,
}: {
  ctx: Context;
  input: { readonly paths: readonly string[] };
}): Promise<{ id: number } | null> {
  assertCan(ctx.actor, 'ingest');
  return ctx.db.prisma.bundle.findFirst({
    where: {
      origin: 'cli',
      sourcePaths: { equals: [...input.paths] },
      status: { in: ['queued', 'running', 'failed'] },
    },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
}
