'use client';

import { useQuery } from '@tanstack/react-query';
import { useTable } from '@tanstack/react-table';
import { ScrollText } from 'lucide-react';
import { formatCount } from '@/lib/format';
import { ruleListQuery } from '@/lib/queries/rules';
import type { RuleRow } from '@/lib/rules/schemas';
import { DataPanel } from '../layout/data-panel';
import { PanelMessage } from '../layout/panel-message';
import { TableSkeleton } from '../layout/table-skeleton';
import { VirtualTable } from '../ui/virtual-table';
import { type Evaluate, EvaluateButton } from './evaluate-button';
import { ruleColumnMeta, ruleColumns, ruleFeatures } from './rule-columns';

export function RuleList({ evaluate }: { readonly evaluate: Evaluate }) {
  const query = useQuery(ruleListQuery());
  return (
    <DataPanel
      query={query}
      skeleton={<TableSkeleton />}
      isEmpty={(rules) => rules.length === 0}
      empty={<PanelMessage icon={ScrollText} title="No rule is installed" />}
    >
      {(rules) => (
        <>
          <div className="flex h-12 shrink-0 items-center justify-between border-b px-4">
            <span className="text-muted-foreground">
              {formatCount(rules.length, 'rule')}. Enabled rules run after each ingest and every 5 minutes.
            </span>
            <EvaluateButton evaluate={evaluate} />
          </div>
          <RuleTable rules={rules} />
        </>
      )}
    </DataPanel>
  );
}

function RuleTable({ rules }: { readonly rules: readonly RuleRow[] }) {
  const table = useTable({
    features: ruleFeatures,
    columns: ruleColumns,
    data: rules,
    getRowId: (rule) => rule.id,
  });
  return <VirtualTable table={table} label="Rules" metaOf={ruleColumnMeta} minWidth={1080} />;
}
