'use client';

import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import { formatNumber } from '@/lib/format';
import type { RuleRow } from '@/lib/rules/schemas';
import { Absent } from '../ui/absent';
import { RowLink } from '../ui/row-link';
import { SeverityLabel } from '../ui/severity';
import { UtcTime } from '../ui/utc-time';
import type { VirtualColumnMeta } from '../ui/virtual-row';
import { ExecutionStatus } from './execution-status';
import { ruleTypeWord } from './rule-type';

export const ruleFeatures = tableFeatures({});

const helper = createColumnHelper<typeof ruleFeatures, RuleRow>();

export const ruleColumns = helper.columns([
  helper.accessor('name', {
    header: 'Rule',
    cell: ({ row: { original: rule } }) => (
      <RowLink href={`/rules/${encodeURIComponent(rule.id)}`} title={rule.name} className="font-medium">
        {rule.name}
      </RowLink>
    ),
  }),
  helper.accessor('severity', {
    header: 'Severity',
    cell: ({ row: { original: rule } }) => (
      <SeverityLabel severity={rule.severity} riskScore={rule.riskScore} />
    ),
  }),
  helper.accessor('type', { header: 'Type', cell: ({ getValue }) => ruleTypeWord(getValue()) }),
  helper.accessor('enabled', {
    header: 'Enabled',
    cell: ({ getValue }) =>
      getValue() ? 'Enabled' : <span className="text-muted-foreground">Disabled</span>,
  }),
  helper.accessor('openAlerts', { header: 'Open', cell: ({ getValue }) => formatNumber(getValue()) }),
  helper.accessor('alerts', { header: 'Alerts', cell: ({ getValue }) => formatNumber(getValue()) }),
  helper.accessor('lastExecution', {
    header: 'Last execution',
    cell: ({ getValue }) => {
      const execution = getValue();
      if (!execution) return <Absent>not run yet</Absent>;
      return (
        <>
          <ExecutionStatus execution={execution} />
          <UtcTime iso={execution.startedAt} className="relative z-1 text-muted-foreground" />
        </>
      );
    },
  }),
  helper.accessor('version', { header: 'Version' }),
]);

const META: Readonly<Record<string, VirtualColumnMeta>> = {
  name: { width: 'minmax(240px, 3fr)' },
  severity: { width: '132px' },
  type: { width: '112px' },
  enabled: { width: '96px' },
  openAlerts: { width: '80px', align: 'right' },
  alerts: { width: '80px', align: 'right' },
  lastExecution: { width: 'minmax(280px, 1fr)' },
  version: { width: '80px', align: 'right' },
};

export function ruleColumnMeta(columnId: string): VirtualColumnMeta {
  return META[columnId] ?? { width: '1fr' };
}
