'use client';

import { useQuery } from '@tanstack/react-query';
import { useTable } from '@tanstack/react-table';
import { ScrollText, SearchX } from 'lucide-react';
import { useMemo } from 'react';
import { formatCount, formatNumber } from '@/lib/format';
import { ruleListQuery } from '@/lib/queries/rules';
import type { RuleRow } from '@/lib/rules/schemas';
import { DataPanel } from '../layout/data-panel';
import { PanelMessage } from '../layout/panel-message';
import { TableSkeleton } from '../layout/table-skeleton';
import { VirtualTable } from '../ui/virtual-table';
import { EnableShown } from './enable-shown';
import { type Evaluate, EvaluateButton } from './evaluate-button';
import { filterRules } from './filter-rules';
import { type ImportRules, ImportRulesButton } from './import-rules';
import { ruleColumnMeta, ruleColumns, ruleFeatures } from './rule-columns';
import { RuleFilters, useRuleFilters } from './rule-filters';
import type { SetEnabled } from './use-set-enabled';

interface RuleListProps {
  readonly evaluate: Evaluate;
  /** Null for who may only look. */
  readonly setEnabled: SetEnabled | null;
  readonly importRules: ImportRules | null;
}

export function RuleList({ evaluate, setEnabled, importRules }: RuleListProps) {
  const query = useQuery(ruleListQuery());
  return (
    <DataPanel
      query={query}
      skeleton={<TableSkeleton />}
      isEmpty={(rules) => rules.length === 0}
      empty={<PanelMessage icon={ScrollText} title="No rule is installed" />}
    >
      {(rules) => (
        <FilteredRules rules={rules} evaluate={evaluate} setEnabled={setEnabled} importRules={importRules} />
      )}
    </DataPanel>
  );
}

interface FilteredRulesProps extends RuleListProps {
  readonly rules: readonly RuleRow[];
}

function FilteredRules({ rules, evaluate, setEnabled, importRules }: FilteredRulesProps) {
  const [filters] = useRuleFilters();
  const shown = useMemo(() => filterRules(rules, filters), [rules, filters]);
  return (
    <>
      <RuleFilters rules={rules} />
      <div className="flex h-12 shrink-0 items-center gap-2 border-b px-4">
        <p className="min-w-0 flex-1 truncate text-muted-foreground">
          <span role="status">{countSentence(rules, shown)}</span> Enabled rules run after each ingest and
          every 5 minutes.
        </p>
        {importRules && <ImportRulesButton importRules={importRules} />}
        {setEnabled && <EnableShown rules={shown} setEnabled={setEnabled} />}
        <EvaluateButton evaluate={evaluate} />
      </div>
      {shown.length === 0 ? (
        <PanelMessage icon={SearchX} title="No rule passes these filters" />
      ) : (
        <RuleTable rules={shown} setEnabled={setEnabled} />
      )}
    </>
  );
}

function countSentence(rules: readonly RuleRow[], shown: readonly RuleRow[]): string {
  const enabled = formatNumber(shown.filter((rule) => rule.enabled).length);
  const all = formatCount(rules.length, 'rule');
  if (shown.length === rules.length) return `${all}, ${enabled} enabled.`;
  return `${formatNumber(shown.length)} of ${all}, ${enabled} enabled.`;
}

interface RuleTableProps {
  readonly rules: readonly RuleRow[];
  readonly setEnabled: SetEnabled | null;
}

function RuleTable({ rules, setEnabled }: RuleTableProps) {
  const columns = useMemo(() => ruleColumns(setEnabled), [setEnabled]);
  const table = useTable({
    features: ruleFeatures,
    columns,
    data: rules,
    getRowId: (rule) => rule.id,
  });
  return <VirtualTable table={table} label="Rules" metaOf={ruleColumnMeta} minWidth={1080} />;
}
