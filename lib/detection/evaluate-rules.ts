import { z } from 'zod';
import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { AppError } from '../errors';
import type { EvaluableRule } from '../rules/definition';
import { loadEnabledRules, loadRule } from '../rules/load-enabled';
import { type ExecutionKind, evaluateRule, type RuleOutcome } from './evaluate-rule';

export const EvaluateRulesInput = z
  .object({
    /** One rule, enabled or not; absent: all enabled ones. */
    ruleId: z.string().optional(),
    /** Range of event time; absent: everything there is. */
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    /** Opens what `max_signals` cut off as well. */
    beyondMax: z.boolean().optional(),
  })
  .refine(({ from, to }) => !from || !to || Date.parse(from) < Date.parse(to), {
    message: 'The range must end after it starts.',
    path: ['to'],
  });
export type EvaluateRulesInput = z.infer<typeof EvaluateRulesInput>;

/** More than any interval holds, and still an int to PostgreSQL. */
const NO_MAX = 2_147_483_647;

async function rulesFor(ctx: Context, ruleId: string | undefined): Promise<EvaluableRule[]> {
  if (ruleId === undefined) return loadEnabledRules(ctx.db);
  const rule = await loadRule(ctx.db, ruleId);
  if (!rule.evaluable) throw new AppError('invalid', `"${rule.name}" cannot be evaluated: ${rule.reason}`);
  return [rule];
}

/** Evaluates the enabled rules, or one of them, on event time as if they had been running then. */
export async function evaluateRules({
  ctx,
  input,
  kind = 'manual',
}: {
  ctx: Context;
  input: EvaluateRulesInput;
  kind?: ExecutionKind;
}): Promise<RuleOutcome[]> {
  assertCan(ctx.actor, 'evaluate');
  const range = { from: input.from ?? null, to: input.to ?? null };
  const outcomes: RuleOutcome[] = [];
  for (const found of await rulesFor(ctx, input.ruleId)) {
    const rule = input.beyondMax ? { ...found, maxSignals: NO_MAX } : found;
    outcomes.push(await evaluateRule(ctx, rule, range, kind));
  }
  return outcomes;
}
