import { assertCan } from '../auth/permissions';
import type { Context } from '../db/context';
import { countByRule } from './internal';
import { readRuleFile } from './rule-file';

/** The tactics of MITRE ATT&CK for enterprises, in the order of its matrix. */
const TACTICS: ReadonlyMap<string, string> = new Map([
  ['TA0043', 'Reconnaissance'],
  ['TA0042', 'Resource Development'],
  ['TA0001', 'Initial Access'],
  ['TA0002', 'Execution'],
  ['TA0003', 'Persistence'],
  ['TA0004', 'Privilege Escalation'],
  ['TA0005', 'Defense Evasion'],
  ['TA0006', 'Credential Access'],
  ['TA0007', 'Discovery'],
  ['TA0008', 'Lateral Movement'],
  ['TA0009', 'Collection'],
  ['TA0011', 'Command and Control'],
  ['TA0010', 'Exfiltration'],
  ['TA0040', 'Impact'],
]);

/** How many rules are about a thing, how many of them run, and what they found so far. */
export interface AttackCounts {
  readonly rules: number;
  readonly enabled: number;
  readonly alerts: number;
}

export interface CoveredTechnique extends AttackCounts {
  readonly id: string;
  readonly name: string;
}

export interface CoveredTactic extends AttackCounts {
  readonly id: string;
  readonly name: string;
  /** By id. Sub-techniques count for their technique. */
  readonly techniques: readonly CoveredTechnique[];
}

export interface AttackCoverage {
  /** Tactics with a rule, in the order of the matrix; those it does not know come last. */
  readonly tactics: readonly CoveredTactic[];
  /** Names of the tactics without any rule, in the same order. */
  readonly uncovered: readonly string[];
}

interface Tally extends AttackCounts {
  readonly id: string;
  readonly name: string;
}

function add(tallies: Map<string, Tally>, { id, name }: { id: string; name: string }, one: AttackCounts) {
  const { rules, enabled, alerts } = tallies.get(id) ?? { rules: 0, enabled: 0, alerts: 0 };
  tallies.set(id, {
    id,
    name,
    rules: rules + one.rules,
    enabled: enabled + one.enabled,
    alerts: alerts + one.alerts,
  });
}

/** What the stored rules look for, in the terms of MITRE ATT&CK. A rule counts once per tactic and technique. */
export async function attackCoverage({ ctx }: { ctx: Context; input?: unknown }): Promise<AttackCoverage> {
  assertCan(ctx.actor, 'read');
  const [stored, counts] = await Promise.all([
    ctx.db.prisma.rule.findMany({
      orderBy: { id: 'asc' },
      select: { id: true, name: true, enabled: true, source: true },
    }),
    countByRule(ctx),
  ]);
  const tactics = new Map<string, Tally>();
  const techniques = new Map<string, Map<string, Tally>>();
  for (const rule of stored) {
    const one = { rules: 1, enabled: rule.enabled ? 1 : 0, alerts: counts.get(rule.id)?.alerts ?? 0 };
    const seen = new Set<string>();
    for (const { tactic, techniques: named } of readRuleFile(rule.source, rule.name).rule.threat) {
      const cells = techniques.get(tactic.id) ?? new Map<string, Tally>();
      techniques.set(tactic.id, cells);
      // Files may repeat a tactic to name another technique of it.
      if (!seen.has(tactic.id)) add(tactics, tactic, one);
      seen.add(tactic.id);
      for (const technique of named) {
        const key = `${tactic.id} ${technique.id}`;
        if (!seen.has(key)) add(cells, technique, one);
        seen.add(key);
      }
    }
  }
  const order = [...TACTICS.keys(), ...[...tactics.keys()].filter((id) => !TACTICS.has(id)).sort()];
  return {
    tactics: order.flatMap((id) => {
      const tactic = tactics.get(id);
      if (!tactic) return [];
      const cells = [...(techniques.get(id)?.values() ?? [])];
      return [{ ...tactic, techniques: cells.sort((a, b) => (a.id < b.id ? -1 : 1)) }];
    }),
    uncovered: [...TACTICS].flatMap(([id, name]) => (tactics.has(id) ? [] : [name])),
  };
}
