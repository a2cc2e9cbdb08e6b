'use client';

import { createColumnHelper, metaHelper, tableFeatures } from '@tanstack/react-table';
import type { BundleRow } from '@/lib/bundles/schemas';
import { formatBytes, formatNumber } from '@/lib/format';
import { Absent } from '../../ui/absent';
import { SortButton } from '../../ui/column-sort';
import { UtcTime } from '../../ui/utc-time';
import type { VirtualColumnMeta } from '../../ui/virtual-row';
import { describeDays, describeSpan } from '../span';
import { bundlesOf, type ListRow } from './list-rows';
import { RowName } from './row-name';
import { RowState } from './row-state';
import type { BundleListView, BundleSort } from './search-params';

interface BundleTableMeta {
  /** When the rows were read. Epoch milliseconds. */
  readonly asOf: number;
  readonly view: BundleListView;
  readonly onSort: (sort: BundleSort) => void;
  readonly onToggle: (groupKey: string) => void;
}

export const bundleFeatures = tableFeatures({ tableMeta: metaHelper<BundleTableMeta>() });

const helper = createColumnHelper<typeof bundleFeatures, ListRow>();

interface HeaderContext {
  readonly table: { readonly options: { readonly meta?: BundleTableMeta } };
}

function sortable(sort: BundleSort, label: string) {
  return ({ table }: HeaderContext) => {
    const meta = table.options.meta;
    return (
      <SortButton
        direction={meta?.view.sort === sort ? meta.view.order : null}
        onClick={() => meta?.onSort(sort)}
      >
        {label}
      </SortButton>
    );
  };
}

export const bundleColumns = helper.columns([
  helper.display({
    id: 'name',
    header: sortable('name', 'Bundle'),
    cell: ({ row: { original: row }, table }) => (
      <RowName row={row} onToggle={(key) => table.options.meta?.onToggle(key)} />
    ),
  }),
  helper.display({
    id: 'state',
    header: 'State',
    cell: ({ row: { original: row }, table }) => <RowState row={row} asOf={table.options.meta?.asOf ?? 0} />,
  }),
  sum('events', 'New events', ({ inserted }) => inserted),
  sum('files', 'Files', ({ members }) => members),
  helper.display({
    id: 'known',
    header: 'Known',
    cell: ({ row: { original: row } }) => formatNumber(sumOf(row, ({ known }) => known)),
  }),
  helper.display({
    id: 'size',
    header: sortable('size', 'Size'),
    cell: ({ row: { original: row } }) => formatBytes(sumOf(row, ({ bytesTotal }) => bytesTotal)),
  }),
  helper.display({
    id: 'span',
    header: 'Covers (UTC)',
    cell: ({ row: { original: row } }) => <Span bundles={bundlesOf(row)} />,
  }),
  helper.display({
    id: 'created',
    header: sortable('created', 'Added (UTC)'),
    cell: ({ row: { original: row } }) => {
      const [newest] = bundlesOf(row);
      return newest ? <UtcTime iso={newest.createdAt} className="relative z-1" /> : null;
    },
  }),
  helper.display({
    id: 'by',
    header: 'By',
    cell: ({ row: { original: row } }) => {
      const [first] = bundlesOf(row);
      const text = first ? originOf(first) : '';
      return (
        <span className="truncate" title={text}>
          {text}
        </span>
      );
    },
  }),
]);

function sum(id: 'events' | 'files', label: string, of: (bundle: BundleRow) => number) {
  return helper.display({
    id,
    header: sortable(id, label),
    cell: ({ row: { original: row } }) => formatNumber(sumOf(row, of)),
  });
}

function sumOf(row: ListRow, of: (bundle: BundleRow) => number): number {
  return bundlesOf(row).reduce((total, bundle) => total + of(bundle), 0);
}

function Span({ bundles }: { readonly bundles: readonly BundleRow[] }) {
  const times = bundles.flatMap(({ firstEvent, lastEvent }) =>
    firstEvent && lastEvent ? [firstEvent, lastEvent] : [],
  );
  const sorted = times.toSorted();
  const [first, last] = [sorted.at(0), sorted.at(-1)];
  if (!first || !last) return <Absent>no event</Absent>;
  return (
    <span className="truncate" title={describeSpan(first, last)}>
      {describeDays(first, last)}
    </span>
  );
}

function originOf({ origin, createdBy }: BundleRow): string {
  switch (origin) {
    case 'upload':
    case 'api':
    case 's3':
      return createdBy;
    case 'cli':
      return 'command line';
    case 'sample':
      return 'sample';
    default:
      return origin satisfies never;
  }
}

const META: Readonly<Record<string, VirtualColumnMeta>> = {
  name: { width: 'minmax(160px, 1.2fr)' },
  state: { width: 'minmax(220px, 2.4fr)' },
  events: { width: '104px', align: 'right' },
  files: { width: '72px', align: 'right' },
  known: { width: '72px', align: 'right' },
  size: { width: '76px', align: 'right' },
  span: { width: '196px' },
  created: { width: '152px' },
  by: { width: '116px' },
};

export function bundleColumnMeta(columnId: string): VirtualColumnMeta {
  return META[columnId] ?? { width: '1fr' };
}
