import { emitAudit } from '../audit/emit';
import { assertCan } from '../auth/permissions';
import { type Context, inTransaction } from '../db/context';
import { notFound } from '../errors';
import type { SavedStep, SetStepInput } from './schemas';

/** Keeps how one step of the guide was answered. A step without state and note has no row. */
export async function setStep({ ctx, input }: { ctx: Context; input: SetStepInput }): Promise<SavedStep> {
  assertCan(ctx.actor, 'triage');
  const { alertId, stepId, state } = input;
  const note = input.note?.trim() || null;
  const updatedAt = new Date();
  await inTransaction(ctx, async (tx) => {
    const alert = await tx.alert.findUnique({ where: { id: alertId }, select: { id: true } });
    if (!alert) throw notFound('alert', alertId);
    const key = { alertId_stepId: { alertId, stepId } };
    const known = await tx.alertStep.findUnique({ where: key });
    const before = { state: known?.state ?? 'todo', note: known?.note ?? null };
    if (before.state === state && before.note === note) return;
    const saved = { state, note, updatedBy: ctx.actor.name, updatedAt };
    if (state === 'todo' && note === null) await tx.alertStep.deleteMany({ where: { alertId, stepId } });
    else await tx.alertStep.upsert({ where: key, create: { alertId, stepId, ...saved }, update: saved });
    await emitAudit(tx, ctx.actor, {
      action: 'alert.step',
      target: { type: 'alert', id: alertId },
      before: { step: stepId, ...before },
      after: { step: stepId, state, note },
    });
  });
  return { stepId, state, note, updatedBy: ctx.actor.name, updatedAt: updatedAt.toISOString() };
}
