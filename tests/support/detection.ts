import type { Database } from '@/lib/db/client';
import type { Context } from '@/lib/db/context';
import type { RuleOutcome } from '@/lib/detection/evaluate-rule';
import { type EvaluateRulesInput, evaluateRules } from '@/lib/detection/evaluate-rules';
import { parseRuleToml } from '@/lib/rules/definition';

export const USER_DATA_RULE = 'AWS EC2 User Data Retrieval for EC2 Instance';

export interface AlertFacts {
  readonly eventId: string;
  readonly terms: readonly string[];
  readonly supersededBy: string | null;
}

/** Every alert there is, oldest event first, as what identifies it. */
export async function alertFacts(db: Database): Promise<AlertFacts[]> {
  const { rows } = await db.pool.query<{
    event_id: string;
    new_terms: Array<{ field: string; value: string }>;
    superseded_by_id: string | null;
  }>(
    'select event_id, new_terms, superseded_by_id from alert order by event_time, event_id, new_terms::text',
  );
  return rows.map((row) => ({
    eventId: row.event_id,
    terms: row.new_terms.map(({ value }) => value),
    supersededBy: row.superseded_by_id,
  }));
}

export async function alertedEvents(db: Database): Promise<string[]> {
  return (await alertFacts(db)).map(({ eventId }) => eventId);
}

/** Evaluates the one rule that is enabled, and insists that it did not fail. */
export async function evaluate(ctx: Context, input: EvaluateRulesInput = {}): Promise<RuleOutcome> {
  const [outcome, ...others] = await evaluateRules({ ctx, input });
  if (!outcome || others.length > 0) throw new Error('These tests work with exactly one rule.');
  if (outcome.status === 'failed') throw new Error(outcome.message);
  return outcome;
}

/** Forgets everything that was ingested and found, rules excepted. */
export async function emptyDatabase(db: Database): Promise<void> {
  for (const table of [
    'alert',
    'rule_execution',
    'event',
    'event_conflict',
    'event_copy',
    'activity_hour',
    'audit_entry',
  ]) {
    await db.pool.query(`delete from ${table}`);
  }
  for (const table of [
    'evidence_segment',
    'evidence_original',
    'trail_public_key',
    'ingest_problem',
    'bundle_member',
    'bundle',
  ]) {
    await db.pool.query(`delete from ${table}`);
  }
}

/** Stores a rule as written, enabled, and returns its id. */
export async function installToml(db: Database, toml: string): Promise<string> {
  const { ruleId, name, type, severity, riskScore, version } = parseRuleToml(toml, 'test');
  await db.prisma.rule.create({
    data: { id: ruleId, origin: 'imported', name, type, severity, riskScore, version, source: toml },
  });
  return ruleId;
}

interface RuleText {
  readonly id?: string;
  readonly name?: string;
  readonly query: string;
  readonly fields: readonly string[];
  readonly history?: string;
  readonly maxSignals?: number;
  readonly severity?: 'low' | 'medium' | 'high' | 'critical';
}

/** Stores a new terms rule of the test's own and returns its id. */
export async function installRule(db: Database, rule: RuleText): Promise<string> {
  const { id = 'test-rule', name = 'Test rule', severity = 'low' } = rule;
  const toml = `
[rule]
rule_id = ${JSON.stringify(id)}
name = ${JSON.stringify(name)}
type = "new_terms"
severity = "${severity}"
risk_score = 21
query = ${JSON.stringify(rule.query)}
max_signals = ${rule.maxSignals ?? 100}

[rule.new_terms]
field = "new_terms_fields"
value = ${JSON.stringify(rule.fields)}

[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "${rule.history ?? 'now-14d'}"
`;
  return installToml(db, toml);
}
