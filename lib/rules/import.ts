import { z } from 'zod';
import { emitAudit } from '../audit/emit';
import { assertCan } from '../auth/permissions';
import { type Context, inTransaction } from '../db/context';
import { AppError, errorMessage } from '../errors';
import { parseKql, toRunnable } from '../kql';
import { parseRuleToml, type RuleDefinition } from './definition';
import { readKibanaExport } from './kibana-rules';

/** Larger than every rule of Elastic's in one file. */
const TEXT_MAX = 32 * 1024 * 1024;

export const ImportRulesInput = z.object({
  files: z.array(z.object({ name: z.string().min(1).max(1000), text: z.string().max(TEXT_MAX) })).min(1),
  /** Lets every imported rule run that can. */
  enable: z.boolean().optional(),
});
export type ImportRulesInput = z.infer<typeof ImportRulesInput>;

/** What became of one rule of a file. */
export interface ImportedRule {
  /** The file's name, with the line in an export of Kibana. */
  readonly file: string;
  readonly ruleId: string | null;
  readonly name: string | null;
  readonly type: string | null;
  /** `unsupported`: kept and shown, but it cannot run; `invalid`: not kept. */
  readonly status: 'imported' | 'updated' | 'unsupported' | 'invalid';
  /** Why it cannot run or was not kept. */
  readonly reason: string | null;
}

interface Candidate {
  readonly file: string;
  readonly toml: string;
  readonly enabled: boolean;
}

/**
 * Takes rules in the form of elastic/detection-rules (`.toml`, kept byte for byte) and of Kibana's export (`.ndjson`). A
 * rule that is known by its id is updated and stays enabled or disabled; one of the catalog is not touched. One wrong
 * rule costs the others nothing.
 */
export async function importRules({
  ctx,
  input: { files, enable = false },
}: {
  ctx: Context;
  input: ImportRulesInput;
}): Promise<ImportedRule[]> {
  assertCan(ctx.actor, 'manage_rules');
  const results: ImportedRule[] = [];
  for (const { name, text } of files) {
    for (const found of candidatesOf(name, text, enable)) {
      results.push('toml' in found ? await importOne(ctx, found) : found);
    }
  }
  return results;
}

function candidatesOf(name: string, text: string, enable: boolean): Array<Candidate | ImportedRule> {
  if (/\.toml$/i.test(name)) return [{ file: name, toml: text, enabled: enable }];
  if (!/\.(?:nd)?json$/i.test(name)) {
    return [invalid(name, 'Neither a .toml file of a rule nor an .ndjson export of Kibana.')];
  }
  const found = readKibanaExport(text).flatMap((line): Array<Candidate | ImportedRule> => {
    const file = `${name}, line ${line.line}`;
    switch (line.kind) {
      case 'rule':
        return [{ file, toml: line.toml, enabled: enable || line.enabled }];
      case 'broken':
        return [invalid(file, line.reason)];
      case 'other':
        return [];
      default:
        return line satisfies never;
    }
  });
  return found.length > 0 ? found : [invalid(name, 'No rule is in this file.')];
}

function invalid(file: string, reason: string, rule?: RuleDefinition): ImportedRule {
  const { ruleId = null, name = null, type = null } = rule ?? {};
  return { file, ruleId, name, type, status: 'invalid', reason };
}

/** What is wrong with a query of KQL, as a sentence with the place; null when nothing is. */
function queryFault(rule: RuleDefinition): string | null {
  if (!rule.evaluable || rule.type === 'eql' || rule.type === 'esql') return null;
  const { fault } = toRunnable(parseKql(rule.query));
  return fault ? `The query, character ${fault.start + 1}: ${fault.message}` : null;
}

async function importOne(ctx: Context, { file, toml, enabled }: Candidate): Promise<ImportedRule> {
  let rule: RuleDefinition;
  try {
    rule = parseRuleToml(toml, file);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return invalid(file, errorMessage(error));
  }
  if ([rule.ruleId, rule.name].some((text) => text.includes('\0'))) {
    return invalid(file, 'The rule_id or the name holds a NUL character, which cannot be stored.');
  }
  const fault = queryFault(rule);
  if (fault) return invalid(file, fault, rule);
  const { ruleId, name, type, severity, riskScore, version } = rule;
  const settings = { origin: 'imported', name, type, severity, riskScore, version, source: toml };
  return inTransaction(ctx, async (tx) => {
    const known = await tx.rule.findUnique({ where: { id: ruleId } });
    if (known?.origin === 'catalog') {
      const reason = `The rule_id belongs to "${known.name}" of the catalog: give the rule another.`;
      return invalid(file, reason, rule);
    }
    if (known?.source !== toml) {
      const runs = rule.evaluable && (known ? known.enabled : enabled);
      await tx.rule.upsert({
        where: { id: ruleId },
        create: { id: ruleId, enabled: runs, ...settings },
        // One that can no longer run must not look as if it did.
        update: { ...settings, enabled: runs },
      });
      await emitAudit(tx, ctx.actor, {
        action: 'rule.import',
        target: { type: 'rule', id: ruleId },
        ...(known ? { before: { name: known.name, version: known.version } } : {}),
        after: { name, version },
      });
    }
    const status = known ? 'updated' : 'imported';
    return rule.evaluable
      ? { file, ruleId, name, type, status, reason: null }
      : { file, ruleId, name, type, status: 'unsupported', reason: rule.reason };
  });
}
