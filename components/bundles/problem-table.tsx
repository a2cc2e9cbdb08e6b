'use client';

import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import { CircleCheck } from 'lucide-react';
import type { BundleProblem } from '@/lib/bundles/schemas';
import { formatNumber } from '@/lib/format';
import { PanelMessage } from '../layout/panel-message';
import { Badge } from '../ui/badge';
import { Identifier } from '../ui/identifier';
import type { VirtualColumnMeta } from '../ui/virtual-row';
import { VirtualTable } from '../ui/virtual-table';

const features = tableFeatures({});
const helper = createColumnHelper<typeof features, BundleProblem>();

const columns = helper.columns([
  helper.accessor('kind', {
    header: 'Kind',
    cell: ({ getValue }) =>
      getValue() === 'error' ? (
        <Badge variant="danger">Error</Badge>
      ) : (
        <Badge variant="outline">Skipped</Badge>
      ),
  }),
  helper.accessor('member', {
    header: 'Member',
    cell: ({ getValue }) => <Identifier value={getValue()} kind="path" tail={24} />,
  }),
  helper.accessor('position', {
    header: 'Position',
    cell: ({ getValue }) => <span className="truncate font-mono text-xs">{getValue()}</span>,
  }),
  helper.accessor('reason', {
    header: 'Reason',
    cell: ({ getValue }) => (
      <span className="truncate" title={getValue()}>
        {getValue()}
      </span>
    ),
  }),
  helper.accessor('count', { header: 'Times', cell: ({ getValue }) => formatNumber(getValue()) }),
]);

const META: Readonly<Record<string, VirtualColumnMeta>> = {
  kind: { width: '96px' },
  member: { width: 'minmax(200px, 1fr)' },
  position: { width: '160px' },
  reason: { width: 'minmax(280px, 2fr)' },
  count: { width: '84px', align: 'right' },
};

interface ProblemTableProps {
  readonly problems: readonly BundleProblem[];
  readonly total: number;
}

export function ProblemTable({ problems, total }: ProblemTableProps) {
  const table = useTable({ features, columns, data: problems });
  if (problems.length === 0) {
    return (
      <PanelMessage icon={CircleCheck} title="No problems">
        Every member and every record could be read.
      </PanelMessage>
    );
  }
  return (
    <VirtualTable
      table={table}
      label="Problems while reading"
      metaOf={(id) => META[id] ?? { width: '1fr' }}
      footer={
        problems.length < total && (
          <p className="px-4 py-2 text-muted-foreground">
            The first {formatNumber(problems.length)} of {formatNumber(total)}.
          </p>
        )
      }
    />
  );
}
