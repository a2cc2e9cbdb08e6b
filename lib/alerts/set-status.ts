import { emitAudit } from '../audit/emit';
import { assertCan } from '../auth/permissions';
import { type Context, inTransaction } from '../db/context';
import { AppError, notFound } from '../errors';
import { getAlert } from './get';
import type { AlertDetail, AlertStatus, SetAlertStatusInput } from './schemas';

const AUDIT_ACTION = {
  open: 'alert.reopen',
  acknowledged: 'alert.acknowledge',
  closed: 'alert.close',
} as const satisfies Record<AlertStatus, string>;

/**
 * Opens, acknowledges or closes an alert. The database decides races: the change happens only while the status is
 * still the one the analyst saw; otherwise it is a conflict and nothing is written.
 */
export async function setAlertStatus({
  ctx,
  input,
}: {
  ctx: Context;
  input: SetAlertStatusInput;
}): Promise<AlertDetail> {
  assertCan(ctx.actor, 'triage');
  const closing = input.status === 'closed';
  await inTransaction(ctx, async (tx) => {
    const before = await tx.alert.findUnique({
      where: { id: input.id },
      select: { status: true, reason: true, note: true, decidedBy: true },
    });
    if (!before) throw notFound('alert', input.id);
    const after = {
      status: input.status,
      // As in Elastic, the reason goes when the alert is opened again; the audit row keeps it.
      reason: closing ? (input.reason ?? null) : null,
      note: closing ? input.note?.trim() || null : null,
      decidedBy: closing ? ctx.actor.name : null,
    };
    const { count } = await tx.alert.updateMany({
      where: { id: input.id, status: input.expectedStatus },
      data: { ...after, decidedAt: closing ? new Date() : null },
    });
    if (count === 0) {
      // Read again: the other change may have come between the reading above and the update.
      const now = await tx.alert.findUniqueOrThrow({ where: { id: input.id } });
      const by = now.decidedBy ? ` by ${now.decidedBy}` : '';
      throw new AppError('conflict', `The alert is ${now.status}${by} by now. Look again before you decide.`);
    }
    const changed = Object.entries(after).filter(
      ([key, value]) => before[key as keyof typeof before] !== value,
    );
    if (changed.length === 0) return;
    await emitAudit(tx, ctx.actor, {
      action: AUDIT_ACTION[input.status],
      target: { type: 'alert', id: input.id },
      before: Object.fromEntries(changed.map(([key]) => [key, before[key as keyof typeof before]])),
      after: Object.fromEntries(changed),
      ...(input.note?.trim() ? { note: input.note.trim() } : {}),
    });
  });
  return getAlert({ ctx, input: { id: input.id } });
}
