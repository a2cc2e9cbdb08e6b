'use client';

import { useTable } from '@tanstack/react-table';
import type { ReactNode, Ref } from 'react';
import type { AlertRow } from '@/lib/alerts/schemas';
import { VirtualTable, type VirtualTableHandle } from '../../ui/virtual-table';
import { queueColumnMeta, queueColumns, queueFeatures } from './columns';
import { useQueueState } from './use-queue-state';

interface QueueTableProps {
  readonly alerts: readonly AlertRow[];
  readonly total: number;
  readonly activeIndex: number;
  readonly onEnd: () => void;
  readonly footer: ReactNode;
  readonly handle: Ref<VirtualTableHandle>;
}

export function QueueTable({ alerts, total, activeIndex, onEnd, footer, handle }: QueueTableProps) {
  const [{ sort, order }] = useQueueState();
  const table = useTable({
    features: queueFeatures,
    columns: queueColumns,
    data: alerts,
    getRowId: (alert) => alert.id,
  });
  const sortedColumn = sort === 'eventTime' ? 'time' : sort;
  const direction = order === 'asc' ? 'ascending' : 'descending';
  return (
    <VirtualTable
      table={table}
      label="Alerts"
      metaOf={(id) => ({ ...queueColumnMeta(id), sorted: id === sortedColumn ? direction : undefined })}
      minWidth={1180}
      total={total}
      activeIndex={activeIndex}
      rowClassName={(alert) => (alert.supersededBy ? 'text-muted-foreground' : undefined)}
      onEnd={onEnd}
      footer={footer}
      handle={handle}
    />
  );
}
