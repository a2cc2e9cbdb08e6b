'use client';

import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import { formatNumber } from '@/lib/format';
import type { RuleRow } from '@/lib/rules/schemas';
import { Absent } from '../ui/absent';
import { RowLink } from '../ui/row-link';
import { SeverityLabel } from '../ui/severity';
import { TextLink } from '../ui/text-link';
import { UtcTime } from '../ui/utc-time';
import type { VirtualColumnMeta } from '../ui/virtual-row';
import { EnabledWord, RuleSwitch } from './enabled-switch';
import { ExecutionStatus } from './execution-status';
import { ruleTypeWord } from './rule-type';
import { ruleAlertsAddress } from './search-params';
import type { SetEnabled } from './use-set-enabled';

export const ruleFeatures = tableFeatures({});

const helper = createColumnHelper<typeof ruleFeatures, RuleRow>();

/** The list's columns; `setEnabled` is null for who may only look. */
export const ruleColumns = (setEnabled: SetEnabled | null) =>
  helper.columns([
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
      cell: ({ row: { original: rule } }) =>
        setEnabled ? (
          <RuleSwitch rule={rule} setEnabled={setEnabled} />
        ) : (
          <EnabledWord enabled={rule.enabled} />
        ),
    }),
    helper.accessor('openAlerts', { header: 'Open', cell: ({ getValue }) => formatNumber(getValue()) }),
    helper.accessor('alerts', {
      header: 'Alerts',
      cell: ({ row: { original: rule } }) =>
        rule.alerts === 0 ? (
          '0'
        ) : (
          <span className="relative z-1">
            <TextLink href={ruleAlertsAddress(rule.id)}>
              {formatNumber(rule.alerts)}
              <span className="sr-only"> {rule.alerts === 1 ? 'alert' : 'alerts'}</span>
            </TextLink>
          </span>
        ),
    }),
    helper.accessor('falsePositiveAlerts', {
      header: 'False positives',
      cell: ({ row: { original: rule } }) =>
        rule.decidedAlerts === 0 ? (
          <Absent>none closed</Absent>
        ) : (
          `${formatNumber(rule.falsePositiveAlerts)} of ${formatNumber(rule.decidedAlerts)}`
        ),
    }),
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
  ]);

const META: Readonly<Record<string, VirtualColumnMeta>> = {
  name: { width: 'minmax(240px, 3fr)' },
  severity: { width: '132px' },
  type: { width: '128px' },
  enabled: { width: '84px' },
  openAlerts: { width: '64px', align: 'right' },
  alerts: { width: '72px', align: 'right' },
  falsePositiveAlerts: { width: '112px', align: 'right' },
  lastExecution: { width: 'minmax(264px, 1fr)' },
};

export function ruleColumnMeta(columnId: string): VirtualColumnMeta {
  return META[columnId] ?? { width: '1fr' };
}
