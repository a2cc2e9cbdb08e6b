import type { Context } from '../db/context';
import type { Rule, RuleExecution } from '../db/generated/client';
import { Severity } from '../ecs';
import type { ExecutionRow, RuleRow } from './schemas';

export function toExecutionRow(execution: RuleExecution): ExecutionRow {
  return {
    id: Number(execution.id),
    kind: execution.kind as ExecutionRow['kind'],
    status: execution.status as ExecutionRow['status'],
    startedAt: execution.startedAt.toISOString(),
    finishedAt: execution.finishedAt?.toISOString() ?? null,
    matched: Number(execution.matched),
    opened: execution.opened,
    superseded: execution.superseded,
    capped: execution.capped,
    notEvaluable: Number(execution.notEvaluable),
    message: execution.message,
  };
}

export type RuleWithExecutions = Rule & { readonly executions: readonly RuleExecution[] };

/** Alerts of each rule, all and open. */
export async function countByRule(ctx: Context): Promise<Map<string, { alerts: number; open: number }>> {
  const { rows } = await ctx.db.pool.query<{ rule_id: string; alerts: number; open: number }>(
    `select rule_id, count(*) as alerts, count(*) filter (where status = 'open') as open from alert group by 1`,
  );
  return new Map(rows.map(({ rule_id, alerts, open }) => [rule_id, { alerts, open }]));
}

export function toRuleRow(
  rule: RuleWithExecutions,
  counts: ReadonlyMap<string, { alerts: number; open: number }>,
): RuleRow {
  const [last] = rule.executions;
  return {
    id: rule.id,
    name: rule.name,
    type: rule.type,
    severity: Severity.parse(rule.severity),
    riskScore: rule.riskScore,
    version: rule.version,
    enabled: rule.enabled,
    alerts: counts.get(rule.id)?.alerts ?? 0,
    openAlerts: counts.get(rule.id)?.open ?? 0,
    lastExecution: last ? toExecutionRow(last) : null,
  };
}
