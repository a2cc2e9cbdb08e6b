import type { Context } from '../db/context';
import type { Rule, RuleExecution } from '../db/generated/client';
import { Severity } from '../ecs';
import type { Threat } from './rule-file';
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

export interface RuleCounts {
  readonly alerts: number;
  readonly open: number;
  readonly decided: number;
  readonly falsePositives: number;
}

const NONE: RuleCounts = { alerts: 0, open: 0, decided: 0, falsePositives: 0 };

/** Alerts of each rule: all, open, closed, and closed as false positives. */
export async function countByRule(ctx: Context): Promise<Map<string, RuleCounts>> {
  const { rows } = await ctx.db.pool.query<RuleCounts & { rule_id: string }>(
    `select rule_id,
            count(*) as alerts,
            count(*) filter (where status = 'open') as open,
            count(*) filter (where status = 'closed') as decided,
            count(*) filter (where status = 'closed' and reason = 'false_positive') as "falsePositives"
       from alert
      group by 1`,
  );
  return new Map(rows.map(({ rule_id, ...counts }) => [rule_id, counts]));
}

export function toRuleRow(
  rule: RuleWithExecutions,
  threat: readonly Threat[],
  counts: ReadonlyMap<string, RuleCounts>,
): RuleRow {
  const [last] = rule.executions;
  const { alerts, open, decided, falsePositives } = counts.get(rule.id) ?? NONE;
  const techniques = threat.flatMap((mapping) =>
    mapping.techniques.flatMap(({ id, subtechniques }) => [id, ...subtechniques.map((sub) => sub.id)]),
  );
  return {
    id: rule.id,
    name: rule.name,
    type: rule.type,
    severity: Severity.parse(rule.severity),
    riskScore: rule.riskScore,
    version: rule.version,
    enabled: rule.enabled,
    alerts,
    openAlerts: open,
    decidedAlerts: decided,
    falsePositiveAlerts: falsePositives,
    techniques: [...new Set(techniques)],
    lastExecution: last ? toExecutionRow(last) : null,
  };
}
