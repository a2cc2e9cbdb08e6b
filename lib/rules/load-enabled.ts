import type { Database } from '../db/client';
import { notFound } from '../errors';
import { type EvaluableRule, parseRuleToml, type RuleDefinition } from './definition';

/** The definition of one stored rule. */
export async function loadRule(db: Database, id: string): Promise<RuleDefinition> {
  const row = await db.prisma.rule.findUnique({ where: { id } });
  if (!row) throw notFound('rule', id);
  return parseRuleToml(row.source, row.name);
}

/** The enabled rules that can run, by name. */
export async function loadEnabledRules(db: Database): Promise<EvaluableRule[]> {
  const rows = await db.prisma.rule.findMany({ where: { enabled: true }, orderBy: { name: 'asc' } });
  return rows.flatMap((row) => {
    const rule = parseRuleToml(row.source, row.name);
    return rule.evaluable ? [rule] : [];
  });
}
