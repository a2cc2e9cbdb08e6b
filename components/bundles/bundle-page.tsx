'use client';

import { useQuery } from '@tanstack/react-query';
import type { BundleDetail } from '@/lib/bundles/schemas';
import { formatNumber } from '@/lib/format';
import { bundleDetailQuery, isUnfinished } from '@/lib/queries/bundles';
import { DataPanel } from '../layout/data-panel';
import { TableSkeleton } from '../layout/table-skeleton';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '../ui/tabs';
import { BundleContents } from './bundle-contents';
import { BundleHeader } from './bundle-header';
import { BundleProgress } from './bundle-progress';
import { MemberTable } from './member-table';
import { ProblemTable } from './problem-table';
import { StuckUpload } from './upload/stuck-upload';
import { useUploads } from './upload/upload-provider';

export function BundlePage({ id }: { readonly id: number }) {
  const query = useQuery(bundleDetailQuery(id));
  return (
    <DataPanel query={query} skeleton={<TableSkeleton />}>
      {(bundle) => (
        <>
          <BundleHeader bundle={bundle} />
          <OnItsWay bundle={bundle} asOf={query.dataUpdatedAt} />
          <BundleTabs bundle={bundle} />
        </>
      )}
    </DataPanel>
  );
}

function OnItsWay({ bundle, asOf }: { readonly bundle: BundleDetail; readonly asOf: number }) {
  const { uploads } = useUploads();
  const stuck = uploads.find((upload) => upload.bundleId === bundle.id && upload.phase === 'stuck');
  if (!stuck && !isUnfinished(bundle)) return null;
  return (
    <div className="border-b px-4 py-3">
      {stuck ? <StuckUpload upload={stuck} /> : <BundleProgress bundle={bundle} asOf={asOf} />}
    </div>
  );
}

function BundleTabs({ bundle }: { readonly bundle: BundleDetail }) {
  return (
    <Tabs defaultValue="members" className="min-h-0 flex-1">
      <TabsList className="px-4">
        <TabsTrigger value="members">Members {formatNumber(bundle.members)}</TabsTrigger>
        <TabsTrigger value="problems">Problems {formatNumber(bundle.problemsTotal)}</TabsTrigger>
        <TabsTrigger value="contents">What is in here</TabsTrigger>
      </TabsList>
      <TabsContent value="members" className="flex min-h-0 flex-col">
        <MemberTable members={bundle.memberRows} total={bundle.members} />
      </TabsContent>
      <TabsContent value="problems" className="flex min-h-0 flex-col">
        <ProblemTable problems={bundle.problems} total={bundle.problemsTotal} />
      </TabsContent>
      <TabsContent value="contents">
        <BundleContents bundle={bundle} />
      </TabsContent>
    </Tabs>
  );
}
