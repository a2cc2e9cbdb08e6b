import type { RuleRow } from '@/lib/rules/schemas';
import type { RuleListState } from './search-params';

function stateOf(rule: RuleRow): RuleListState['state'][number] {
  return rule.enabled ? 'enabled' : 'disabled';
}

function isChosen<T>(chosen: readonly T[], value: T): boolean {
  return chosen.length === 0 || chosen.includes(value);
}

/** The rules that pass every filter. Every word of the text has to be in the name or be the start of a technique's id. */
export function filterRules(rules: readonly RuleRow[], filters: RuleListState): readonly RuleRow[] {
  const words = filters.q.toLowerCase().split(/\s+/).filter(Boolean);
  return rules.filter((rule) => {
    const name = rule.name.toLowerCase();
    const ids = rule.techniques.map((id) => id.toLowerCase());
    return (
      words.every((word) => name.includes(word) || ids.some((id) => id.startsWith(word))) &&
      isChosen<string>(filters.type, rule.type) &&
      isChosen(filters.severity, rule.severity) &&
      isChosen(filters.state, stateOf(rule)) &&
      (filters.technique === '' || rule.techniques.includes(filters.technique))
    );
  });
}

/** How many of the rules each value would leave, were it the only choice of its own menu. */
export function countRules(rules: readonly RuleRow[], filters: RuleListState) {
  const tally = <T>(key: 'type' | 'severity' | 'state', read: (rule: RuleRow) => T) => {
    const counts = new Map<T, number>();
    for (const rule of filterRules(rules, { ...filters, [key]: [] })) {
      counts.set(read(rule), (counts.get(read(rule)) ?? 0) + 1);
    }
    return counts;
  };
  return {
    type: tally('type', (rule) => rule.type),
    severity: tally('severity', (rule) => rule.severity),
    state: tally('state', stateOf),
  };
}
