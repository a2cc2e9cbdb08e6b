'use client';

import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import type { AlertRow } from '@/lib/alerts/schemas';
import { RowLink } from '../../ui/row-link';
import { SeverityLabel } from '../../ui/severity';
import { StatusLabel } from '../../ui/status';
import { UtcTime } from '../../ui/utc-time';
import type { VirtualColumnMeta } from '../../ui/virtual-row';
import { AgentCell, HistoryCell, KeyCell, PrincipalCell, ResourceCell, SourceCell } from './cells';
import { SortHeader } from './sort-header';
import { SupersededMark } from './superseded-mark';

export const queueFeatures = tableFeatures({});

const helper = createColumnHelper<typeof queueFeatures, AlertRow>();

export const queueColumns = helper.columns([
  helper.display({
    id: 'severity',
    header: () => <SortHeader sort="severity">Severity</SortHeader>,
    cell: ({ row: { original: alert } }) => <SeverityLabel severity={alert.severity} />,
  }),
  helper.display({
    id: 'rule',
    header: () => <SortHeader sort="rule">Rule</SortHeader>,
    cell: ({ row: { original: alert } }) => (
      <>
        <RowLink href={`/alerts/${alert.id}`} title={alert.ruleName}>
          {alert.ruleName}
        </RowLink>
        {alert.supersededBy && <SupersededMark />}
      </>
    ),
  }),
  helper.display({
    id: 'principal',
    header: 'Principal',
    cell: ({ row: { original: alert } }) => <PrincipalCell alert={alert} />,
  }),
  helper.display({
    id: 'key',
    header: 'Access key',
    cell: ({ row: { original: alert } }) => <KeyCell alert={alert} />,
  }),
  helper.display({
    id: 'resource',
    header: 'Resource',
    cell: ({ row: { original: alert } }) => <ResourceCell alert={alert} />,
  }),
  helper.display({
    id: 'source',
    header: 'From',
    cell: ({ row: { original: alert } }) => <SourceCell alert={alert} />,
  }),
  helper.display({
    id: 'agent',
    header: 'With',
    cell: ({ row: { original: alert } }) => <AgentCell alert={alert} />,
  }),
  helper.display({
    id: 'time',
    header: () => <SortHeader sort="eventTime">Time (UTC)</SortHeader>,
    cell: ({ row: { original: alert } }) => <UtcTime iso={alert.eventTime} className="relative z-1" />,
  }),
  helper.display({
    id: 'history',
    header: 'History',
    cell: ({ row: { original: alert } }) => <HistoryCell history={alert.history} />,
  }),
  helper.display({
    id: 'status',
    header: () => <SortHeader sort="status">Status</SortHeader>,
    cell: ({ row: { original: alert } }) => <StatusLabel status={alert.status} reason={alert.reason} />,
  }),
]);

const WIDTHS: Readonly<Record<string, string>> = {
  severity: '88px',
  rule: 'minmax(168px, 2fr)',
  principal: 'minmax(156px, 1.2fr)',
  key: '96px',
  resource: 'minmax(132px, 0.8fr)',
  source: 'minmax(104px, 1fr)',
  agent: 'minmax(104px, 0.8fr)',
  time: '148px',
  history: '92px',
  status: '120px',
};

export function queueColumnMeta(columnId: string): VirtualColumnMeta {
  return { width: WIDTHS[columnId] ?? '1fr' };
}
