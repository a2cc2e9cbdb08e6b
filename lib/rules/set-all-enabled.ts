import { z } from 'zod';
import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { setRuleEnabled } from './set-enabled';

export const SetAllEnabledInput = z.object({
  ids: z.array(z.string().min(1).max(200)).min(1).max(5000),
  enabled: z.boolean(),
});
export type SetAllEnabledInput = z.infer<typeof SetAllEnabledInput>;

/** Lets rules run, or stops them, one after another; those before an error stay changed. */
export async function setAllRulesEnabled({
  ctx,
  input,
}: {
  ctx: Context;
  input: SetAllEnabledInput;
}): Promise<void> {
  assertCan(ctx.actor, 'manage_rules');
  for (const id of input.ids) await setRuleEnabled({ ctx, input: { id, enabled: input.enabled } });
}
