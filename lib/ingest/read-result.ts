import { toBundleRow } from '../bundles/internal';
import type { BundleProblem, BundleRow } from '../bundles/schemas';
import type { Database } from '../db/client';

/** What came of a bundle, with its problems summed up by member and reason. */
export interface IngestResult {
  readonly bundle: BundleRow;
  readonly skipped: ReadonlyArray<{
    readonly member: string;
    readonly reason: string;
    readonly count: number;
  }>;
  readonly errors: ReadonlyArray<Omit<BundleProblem, 'kind'>>;
}

export async function readResult({ prisma }: Database, bundleId: number): Promise<IngestResult> {
  const bundle = await prisma.bundle.findUniqueOrThrow({ where: { id: bundleId } });
  const problems = await prisma.ingestProblem.findMany({
    where: { bundleId },
    orderBy: [{ member: 'asc' }, { id: 'asc' }],
  });
  const ofKind = (kind: string) => problems.filter((problem) => problem.kind === kind);
  return {
    bundle: toBundleRow(bundle),
    skipped: ofKind('skip').map(({ member, reason, count }) => ({ member, reason, count: Number(count) })),
    errors: ofKind('error').map(({ member, position, reason, count }) => ({
      member,
      position,
      reason,
      count: Number(count),
    })),
  };
}
