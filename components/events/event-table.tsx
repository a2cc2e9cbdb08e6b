'use client';

import { useTable } from '@tanstack/react-table';
import type { EventRow } from '@/lib/events/schemas';
import { formatCount, formatNumber } from '@/lib/format';
import { Button } from '../ui/button';
import { VirtualTable } from '../ui/virtual-table';
import { eventColumnMeta, eventColumns, eventFeatures } from './event-columns';

interface EventTableProps {
  readonly events: readonly EventRow[];
  readonly order: 'asc' | 'desc';
  readonly total: number;
  readonly loading: boolean;
  readonly onMore: () => void;
}

export function EventTable({ events, order, total, loading, onMore }: EventTableProps) {
  const table = useTable({
    features: eventFeatures,
    columns: eventColumns,
    data: events,
    getRowId: (event) => `${event.eventId} ${event.eventTime}`,
  });
  const direction = order === 'asc' ? 'ascending' : 'descending';
  return (
    <>
      <p className="flex h-8 shrink-0 items-center gap-3 border-b px-4 text-muted-foreground" role="status">
        {formatCount(total, 'event')}
        {events.length < total && <>, {formatNumber(events.length)} loaded</>}
        {events.length < total && (
          <Button variant="link" onClick={onMore} disabled={loading}>
            {loading ? 'Loading more' : 'Load more'}
          </Button>
        )}
      </p>
      <VirtualTable
        table={table}
        label="Events"
        metaOf={(id) => ({ ...eventColumnMeta(id), sorted: id === 'eventTime' ? direction : undefined })}
        minWidth={1220}
        total={total}
        onEnd={onMore}
      />
    </>
  );
}
