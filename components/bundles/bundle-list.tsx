'use client';

import { useQuery } from '@tanstack/react-query';
import { useTable } from '@tanstack/react-table';
import { FolderArchive } from 'lucide-react';
import type { BundleRow } from '@/lib/bundles/schemas';
import { bundleListQuery } from '@/lib/queries/bundles';
import { DataPanel } from '../layout/data-panel';
import { PanelMessage } from '../layout/panel-message';
import { TableSkeleton } from '../layout/table-skeleton';
import { VirtualTable } from '../ui/virtual-table';
import { bundleColumnMeta, bundleColumns, bundleFeatures } from './bundle-columns';
import { UploadButton } from './upload/upload-button';

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
  const table = useTable({
    features: bundleFeatures,
    columns: bundleColumns,
    data: bundles,
    getRowId: (bundle) => String(bundle.id),
    meta: { asOf },
  });
  return (
    <VirtualTable table={table} label="Bundles" metaOf={bundleColumnMeta} minWidth={1100} rowHeight={44} />
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
