import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { countByRule, toRuleRow } from './internal';
import { readRuleFile } from './rule-file';
import type { RuleRow } from './schemas';

/** All rules by name, each with its last execution and its alerts. */
export async function listRules({ ctx }: { ctx: Context; input?: unknown }): Promise<RuleRow[]> {
  assertCan(ctx.actor, 'read');
  const [rules, counts] = await Promise.all([
    ctx.db.prisma.rule.findMany({
      orderBy: { name: 'asc' },
      include: { executions: { orderBy: { startedAt: 'desc' }, take: 1 } },
    }),
    countByRule(ctx),
  ]);
  return rules.map((rule) => toRuleRow(rule, readRuleFile(rule.source, rule.name).rule.threat, counts));
}
