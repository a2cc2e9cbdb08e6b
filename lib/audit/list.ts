import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import type { AuditRow } from './schemas';

type Changes = Readonly<Record<string, unknown>> | null;

/** The audit rows of one thing, newest first, at most 500. */
export async function listAudit({
  ctx,
  input,
}: {
  ctx: Context;
  input: { readonly targetType: string; readonly targetId: string };
}): Promise<AuditRow[]> {
  assertCan(ctx.actor, 'read');
  const rows = await ctx.db.prisma.auditEntry.findMany({
    where: { targetType: input.targetType, targetId: input.targetId },
    orderBy: { id: 'desc' },
    take: 500,
  });
  return rows.map((row) => ({
    id: Number(row.id),
    at: row.at.toISOString(),
    actorName: row.actorName,
    action: row.action,
    targetType: row.targetType,
    targetId: row.targetId,
    before: row.before as Changes,
    after: row.after as Changes,
    note: row.note,
  }));
}
