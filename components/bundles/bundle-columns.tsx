'use client';

import { createColumnHelper, metaHelper, tableFeatures } from '@tanstack/react-table';
import type { BundleRow } from '@/lib/bundles/schemas';
import { formatBytes, formatNumber } from '@/lib/format';
import { isUnfinished } from '@/lib/queries/bundles';
import { Absent } from '../ui/absent';
import { RowLink } from '../ui/row-link';
import { UtcTime } from '../ui/utc-time';
import type { VirtualColumnMeta } from '../ui/virtual-row';
import { BundleProgress } from './bundle-progress';
import { BundleVerdictLabel } from './bundle-verdict-label';
import { describeSpan } from './span';

interface BundleTableMeta {
  /** When the rows were read. Epoch milliseconds. */
  readonly asOf: number;
}

export const bundleFeatures = tableFeatures({ tableMeta: metaHelper<BundleTableMeta>() });

const helper = createColumnHelper<typeof bundleFeatures, BundleRow>();

export const bundleColumns = helper.columns([
  helper.display({
    id: 'name',
    header: 'Bundle',
    cell: ({ row: { original: bundle } }) => (
      <RowLink href={`/bundles/${bundle.id}`} title={bundle.name} className="font-medium">
        {bundle.name}
      </RowLink>
    ),
  }),
  helper.display({
    id: 'state',
    header: 'State',
    cell: ({ row: { original: bundle }, table }) =>
      isUnfinished(bundle) ? (
        <BundleProgress bundle={bundle} asOf={table.options.meta?.asOf ?? 0} />
      ) : (
        <BundleVerdictLabel bundle={bundle} />
      ),
  }),
  helper.display({
    id: 'events',
    header: 'New events',
    cell: ({ row: { original: bundle } }) => formatNumber(bundle.inserted),
  }),
  helper.display({
    id: 'size',
    header: 'Size',
    cell: ({ row: { original: bundle } }) => formatBytes(bundle.bytesTotal),
  }),
  helper.display({
    id: 'span',
    header: 'Covers (UTC)',
    cell: ({ row: { original: bundle } }) =>
      bundle.firstEvent && bundle.lastEvent ? (
        <span className="truncate">{describeSpan(bundle.firstEvent, bundle.lastEvent)}</span>
      ) : (
        <Absent>no event</Absent>
      ),
  }),
  helper.display({
    id: 'created',
    header: 'Added (UTC)',
    cell: ({ row: { original: bundle } }) => <UtcTime iso={bundle.createdAt} className="relative z-1" />,
  }),
  helper.display({
    id: 'by',
    header: 'By',
    cell: ({ row: { original: bundle } }) => <span className="truncate">{originOf(bundle)}</span>,
  }),
]);

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
  state: { width: 'minmax(260px, 2fr)' },
  events: { width: '108px', align: 'right' },
  size: { width: '84px', align: 'right' },
  span: { width: 'minmax(150px, 1.2fr)' },
  created: { width: '152px' },
  by: { width: '120px' },
};

export function bundleColumnMeta(columnId: string): VirtualColumnMeta {
  return META[columnId] ?? { width: '1fr' };
}
