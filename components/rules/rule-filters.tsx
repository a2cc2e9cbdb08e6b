'use client';

import { Search, X } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import type { RuleRow } from '@/lib/rules/schemas';
import { Button } from '../ui/button';
import { FilterMenu } from '../ui/filter-menu';
import { Input } from '../ui/input';
import { SEVERITIES, SeverityLabel, severityWord } from '../ui/severity';
import { Hint } from '../ui/tooltip';
import { countRules } from './filter-rules';
import { ruleTypeWord } from './rule-type';
import { RULE_STATES, type RuleListState, ruleListParsers } from './search-params';

const STATE_WORDS = { enabled: 'Enabled', disabled: 'Disabled' } as const satisfies Record<
  RuleListState['state'][number],
  string
>;

/** What the list is narrowed to, kept in the address. */
export function useRuleFilters() {
  return useQueryStates(ruleListParsers, { history: 'replace' });
}

export function RuleFilters({ rules }: { readonly rules: readonly RuleRow[] }) {
  const [filters, setFilters] = useRuleFilters();
  const counts = countRules(rules, filters);
  const types = [...new Set(rules.map((rule) => rule.type))].sort().map((type) => ({
    value: type,
    label: ruleTypeWord(type),
    word: ruleTypeWord(type),
    count: counts.type.get(type) ?? 0,
  }));
  const severities = SEVERITIES.toReversed().map((severity) => ({
    value: severity,
    label: <SeverityLabel severity={severity} />,
    word: severityWord(severity),
    count: counts.severity.get(severity) ?? 0,
  }));
  const states = RULE_STATES.map((state) => ({
    value: state,
    label: STATE_WORDS[state],
    word: STATE_WORDS[state],
    count: counts.state.get(state) ?? 0,
  }));
  const { q, type, severity, state, technique } = filters;
  const isNarrowed = Boolean(q || technique) || [type, severity, state].some((list) => list.length > 0);
  return (
    <search
      className="flex shrink-0 flex-wrap items-center gap-2 border-b px-4 py-2"
      aria-label="Filter rules"
    >
      <div className="relative w-72">
        <Search aria-hidden className="absolute top-2 left-2 size-4 text-muted-foreground" />
        <Input
          type="search"
          aria-label="Search rules by name or technique"
          placeholder="Name, technique…"
          value={q}
          onChange={(event) => setFilters({ q: event.target.value || null })}
          className="pr-2 pl-8"
        />
      </div>
      <FilterMenu name="Type" options={types} chosen={type} onChange={(next) => setFilters({ type: next })} />
      <FilterMenu
        name="Severity"
        options={severities}
        chosen={severity}
        onChange={(next) => setFilters({ severity: next })}
      />
      <FilterMenu
        name="State"
        options={states}
        chosen={state}
        onChange={(next) => setFilters({ state: next })}
      />
      {technique && (
        <Button
          variant="outline"
          size="sm"
          className="font-normal"
          onClick={() => setFilters({ technique: null })}
        >
          <span className="text-muted-foreground">Technique</span> {technique}
          <X aria-hidden />
          <span className="sr-only">: show all techniques</span>
        </Button>
      )}
      {isNarrowed && (
        <Hint label="Clear filters">
          <Button variant="ghost" size="icon-sm" aria-label="Clear filters" onClick={() => setFilters(null)}>
            <X aria-hidden />
          </Button>
        </Hint>
      )}
    </search>
  );
}
