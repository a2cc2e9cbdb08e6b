import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';

export interface UnfinishedBundle {
  readonly id: number;
  readonly sourcePaths: readonly string[];
  readonly bytesTotal: bigint;
  readonly startedAt: Date | null;
}

/** The newest bundle of this origin that was to read exactly these sources and did not get to its end. */
export async function findUnfinishedBundle({
  ctx,
  input,
}: {
  ctx: Context;
  input: { readonly paths: readonly string[]; readonly origin: 'cli' | 'sample' };
}): Promise<UnfinishedBundle | null> {
  assertCan(ctx.actor, 'ingest');
  return ctx.db.prisma.bundle.findFirst({
    where: {
      origin: input.origin,
      sourcePaths: { equals: [...input.paths] },
      status: { in: ['queued', 'running', 'failed'] },
    },
    orderBy: { id: 'desc' },
    select: { id: true, sourcePaths: true, bytesTotal: true, startedAt: true },
  });
}
