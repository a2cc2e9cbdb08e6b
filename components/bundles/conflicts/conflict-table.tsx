'use client';

import { createColumnHelper, metaHelper, tableFeatures, useTable } from '@tanstack/react-table';
import type { EventConflictRow, RecordLocation } from '@/lib/events/schemas';
import { Identifier } from '../../ui/identifier';
import { RowLink } from '../../ui/row-link';
import { UtcTime } from '../../ui/utc-time';
import type { VirtualColumnMeta } from '../../ui/virtual-row';
import { VirtualTable } from '../../ui/virtual-table';

const features = tableFeatures({ tableMeta: metaHelper<{ readonly bundleId: number }>() });
const helper = createColumnHelper<typeof features, EventConflictRow>();

const columns = helper.columns([
  helper.accessor('eventTime', {
    header: 'Time (UTC)',
    cell: ({ getValue }) => <UtcTime iso={getValue()} className="relative z-1" />,
  }),
  helper.display({
    id: 'action',
    header: 'Action',
    cell: ({ row: { original: conflict } }) => (
      <RowLink href={`/events/conflicts/${conflict.id}`} className="font-medium">
        {conflict.action ?? 'no action recorded'}
      </RowLink>
    ),
  }),
  helper.accessor('eventId', {
    header: 'Event id',
    cell: ({ getValue }) => <Identifier value={getValue()} kind="event id" />,
  }),
  helper.accessor('event', {
    header: 'Became the event',
    cell: ({ getValue, table }) => <Place place={getValue()} bundleId={table.options.meta?.bundleId ?? 0} />,
  }),
  helper.accessor('other', {
    header: 'Kept apart',
    cell: ({ getValue, table }) => <Place place={getValue()} bundleId={table.options.meta?.bundleId ?? 0} />,
  }),
]);

/** The member, and the bundle where it is another one. */
function Place({ place, bundleId }: { readonly place: RecordLocation; readonly bundleId: number }) {
  const text = place.bundleId === bundleId ? place.member : `${place.bundleName}: ${place.member}`;
  return (
    <span className="truncate" title={`${text}, byte ${place.offset}`}>
      {text}
    </span>
  );
}

const META: Readonly<Record<string, VirtualColumnMeta>> = {
  eventTime: { width: '156px' },
  action: { width: 'minmax(180px, 1fr)' },
  eventId: { width: '168px' },
  event: { width: 'minmax(200px, 2fr)' },
  other: { width: 'minmax(200px, 2fr)' },
};

interface ConflictTableProps {
  readonly conflicts: readonly EventConflictRow[];
  readonly bundleId: number;
}

export function ConflictTable({ conflicts, bundleId }: ConflictTableProps) {
  const table = useTable({
    features,
    columns,
    data: conflicts,
    getRowId: ({ id }) => String(id),
    meta: { bundleId },
  });
  return (
    <VirtualTable
      table={table}
      label="Conflicts"
      metaOf={(id) => META[id] ?? { width: '1fr' }}
      minWidth={1000}
    />
  );
}
