import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { notFound } from '../errors';
import { parseRuleToml, type Threat } from './definition';
import { countByRule, toExecutionRow, toRuleRow } from './internal';
import type { AttackMapping, RuleDetail } from './schemas';

const EXECUTIONS_SHOWN = 50;

/** A tactic with techniques and their sub-techniques in one list, as pages show them. */
export function flattenThreat(threat: Threat): AttackMapping {
  return {
    tactic: threat.tactic,
    techniques: threat.techniques.flatMap(({ subtechniques, ...technique }) => [technique, ...subtechniques]),
  };
}

/** One rule: its settings as the file has them, and its latest executions. */
export async function getRule({
  ctx,
  input,
}: {
  ctx: Context;
  input: { readonly id: string };
}): Promise<RuleDetail> {
  assertCan(ctx.actor, 'read');
  const [rule, counts] = await Promise.all([
    ctx.db.prisma.rule.findUnique({
      where: { id: input.id },
      include: { executions: { orderBy: { startedAt: 'desc' }, take: EXECUTIONS_SHOWN } },
    }),
    countByRule(ctx),
  ]);
  if (!rule) throw notFound('rule', input.id);
  const definition = parseRuleToml(rule.source, rule.name);
  const newTerms = definition.evaluable && definition.type === 'new_terms' ? definition.newTerms : null;
  return {
    ...toRuleRow(rule, definition.threat, counts),
    description: definition.description,
    query: definition.query ?? '',
    language: definition.language ?? '',
    index: definition.index,
    from: definition.from,
    interval: definition.interval,
    maxSignals: definition.maxSignals,
    newTermsFields: newTerms?.fields ?? [],
    historyWindowStart: newTerms?.historyWindowStart ?? null,
    threshold: definition.evaluable && definition.type === 'threshold' ? definition.threshold : null,
    whyNotEvaluable: definition.evaluable ? null : definition.reason,
    tags: definition.tags,
    references: definition.references,
    falsePositives: definition.falsePositives,
    note: definition.note,
    threat: definition.threat.map(flattenThreat),
    source: rule.source,
    executions: rule.executions.map(toExecutionRow),
  };
}
