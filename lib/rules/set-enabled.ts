import { emitAudit } from '../audit/emit';
import { assertCan } from '../auth/permissions';
import { type Context, inTransaction } from '../db/context';
import { notFound } from '../errors';

/** Lets a rule run, or stops it. Its alerts stay. */
export async function setRuleEnabled({
  ctx,
  input,
}: {
  ctx: Context;
  input: { readonly id: string; readonly enabled: boolean };
}): Promise<void> {
  assertCan(ctx.actor, 'manage_rules');
  await inTransaction(ctx, async (tx) => {
    const rule = await tx.rule.findUnique({ where: { id: input.id }, select: { enabled: true } });
    if (!rule) throw notFound('rule', input.id);
    if (rule.enabled === input.enabled) return;
    await tx.rule.update({ where: { id: input.id }, data: { enabled: input.enabled } });
    await emitAudit(tx, ctx.actor, {
      action: input.enabled ? 'rule.enable' : 'rule.disable',
      target: { type: 'rule', id: input.id },
      before: { enabled: rule.enabled },
      after: { enabled: input.enabled },
    });
  });
}
