import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import type { SourceKind, SourceRow } from './schemas';

const POISON_SHOWN = 20;

/** Every watched source with how it fares, oldest first. */
export async function listWatchedSources({ ctx }: { ctx: Context; input?: unknown }): Promise<SourceRow[]> {
  assertCan(ctx.actor, 'manage_sources');
  const { prisma } = ctx.db;
  const [sources, bundles] = await Promise.all([
    prisma.watchedSource.findMany({
      orderBy: { id: 'asc' },
      include: {
        poison: { orderBy: { id: 'desc' }, take: POISON_SHOWN },
        _count: { select: { poison: true } },
      },
    }),
    prisma.bundle.groupBy({
      by: ['watchedSourceId'],
      where: { watchedSourceId: { not: null } },
      _count: { _all: true },
    }),
  ]);
  const counts = new Map(bundles.map(({ watchedSourceId, _count }) => [watchedSourceId, _count._all]));
  return sources.map((source) => ({
    id: source.id,
    kind: source.kind as SourceKind,
    url: source.url,
    region: source.region,
    endpoint: source.endpoint,
    enabled: source.enabled,
    createdBy: source.createdBy,
    createdAt: source.createdAt.toISOString(),
    lastRunAt: source.lastRunAt?.toISOString() ?? null,
    lastError: source.lastError,
    bundles: counts.get(source.id) ?? 0,
    poison: source.poison.map(({ messageId, reason, receivedAt, tries, body }) => ({
      messageId,
      reason,
      receivedAt: receivedAt.toISOString(),
      tries,
      body,
    })),
    poisonTotal: source._count.poison,
  }));
}
