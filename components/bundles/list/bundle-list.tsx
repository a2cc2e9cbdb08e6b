'use client';

import { useQuery } from '@tanstack/react-query';
import { useTable } from '@tanstack/react-table';
import { FolderArchive } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import type { BundleRow } from '@/lib/bundles/schemas';
import { formatCount } from '@/lib/format';
import { bundleListQuery } from '@/lib/queries/bundles';
import { DataPanel } from '../../layout/data-panel';
import { PanelMessage } from '../../layout/panel-message';
import { TableSkeleton } from '../../layout/table-skeleton';
import { VirtualTable } from '../../ui/virtual-table';
import { UploadButton } from '../upload/upload-button';
import { bundleColumnMeta, bundleColumns, bundleFeatures } from './bundle-columns';
import { listRows } from './list-rows';
import { OriginFilter } from './origin-filter';
import { type BundleSort, bundleListParsers } from './search-params';

export function BundleList() {
  const query = useQuery(bundleListQuery());
  return (
    <DataPanel
      query={query}
      skeleton={<TableSkeleton />}
      isEmpty={(bundles) => bundles.length === 0}
      empty={<NoBundles />}
    >
      {(bundles) => <BundleTable bundles={bundles} asOf={query.dataUpdatedAt} />}
    </DataPanel>
  );
}

interface BundleTableProps {
  readonly bundles: readonly BundleRow[];
  readonly asOf: number;
}

function BundleTable({ bundles, asOf }: BundleTableProps) {
  const [view, setView] = useQueryStates(bundleListParsers);
  const [openKeys, setOpenKeys] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => listRows(bundles, view, openKeys), [bundles, view, openKeys]);
  const onSort = (sort: BundleSort) => {
    const isSame = view.sort === sort;
    const first = sort === 'name' ? 'asc' : 'desc';
    void setView({ sort, order: isSame ? (view.order === 'asc' ? 'desc' : 'asc') : first });
  };
  const onToggle = (key: string) =>
    setOpenKeys((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  const table = useTable({
    features: bundleFeatures,
    columns: bundleColumns,
    data: rows,
    getRowId: ({ key }) => key,
    meta: { asOf, view, onSort, onToggle },
  });
  return (
    <>
      <div className="flex h-11 shrink-0 items-center gap-3 border-b px-4">
        <OriginFilter bundles={bundles} chosen={view.origin} onChange={(origin) => setView({ origin })} />
        <span role="status" className="text-muted-foreground">
          {formatCount(bundles.length, 'bundle')}
        </span>
      </div>
      <VirtualTable
        table={table}
        label="Bundles"
        metaOf={(id) => ({
          ...bundleColumnMeta(id),
          sorted: id === view.sort ? (view.order === 'asc' ? 'ascending' : 'descending') : undefined,
        })}
        minWidth={1160}
        rowHeight={44}
      />
    </>
  );
}

function NoBundles() {
  return (
    <PanelMessage icon={FolderArchive} title="No bundle yet" actions={<UploadButton />}>
      A bundle is one upload: CloudTrail files, a folder of them or an archive, plain or compressed. Drop it
      anywhere in this window, or run{' '}
      <code className="rounded-sm bg-muted px-1">npx trailhound ingest PATH</code>.
    </PanelMessage>
  );
}
