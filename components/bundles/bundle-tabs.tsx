'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Hourglass } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import type { BundleDetail } from '@/lib/bundles/schemas';
import { formatNumber } from '@/lib/format';
import { conflictListQuery } from '@/lib/queries/events';
import { PanelMessage } from '../layout/panel-message';
import { TableSkeleton } from '../layout/table-skeleton';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '../ui/tabs';
import { CertificateSkeleton } from './certificate/certificate-skeleton';
import type { AddPublicKeys } from './certificate/public-keys-form';
import { BUNDLE_TABS, bundleParsers } from './search-params';

const CertificateView = dynamic(
  () => import('./certificate/certificate-view').then((module) => module.CertificateView),
  { ssr: false, loading: () => <CertificateSkeleton /> },
);
const MemberPanel = dynamic(() => import('./members/member-panel').then((module) => module.MemberPanel), {
  ssr: false,
  loading: () => <TableSkeleton />,
});
const ProblemTable = dynamic(() => import('./problem-table').then((module) => module.ProblemTable), {
  ssr: false,
  loading: () => <TableSkeleton />,
});
const ConflictList = dynamic(
  () => import('./conflicts/conflict-list').then((module) => module.ConflictList),
  {
    ssr: false,
    loading: () => <TableSkeleton />,
  },
);

interface BundleTabsProps {
  readonly bundle: BundleDetail;
  readonly addPublicKeys: AddPublicKeys;
}

export function BundleTabs({ bundle, addPublicKeys }: BundleTabsProps) {
  const [{ tab }, setView] = useQueryStates(bundleParsers, { history: 'push' });
  const conflicts =
    useInfiniteQuery(conflictListQuery(bundle.id)).data?.pages.at(0)?.total ?? bundle.conflicts;
  const isRead = bundle.status === 'done' || bundle.status === 'failed' || bundle.status === 'deleting';
  return (
    <Tabs
      value={tab}
      onValueChange={(value) => setView({ tab: BUNDLE_TABS.find((key) => key === value) ?? 'health' })}
      className="min-h-0 flex-1"
    >
      <TabsList className="shrink-0 px-4">
        <TabsTrigger value="health">Health certificate</TabsTrigger>
        <TabsTrigger value="members">
          Members {formatNumber(Math.max(bundle.members, bundle.memberRows.length))}
        </TabsTrigger>
        <TabsTrigger value="problems">Problems {formatNumber(bundle.problemsTotal)}</TabsTrigger>
        <TabsTrigger value="conflicts">Conflicts {formatNumber(conflicts)}</TabsTrigger>
      </TabsList>
      {/* Panels that scroll are reached by their own focusable parts. */}
      <TabsContent value="health" tabIndex={-1} className="min-h-0 overflow-y-auto">
        {isRead ? (
          <CertificateView key={bundle.status} id={bundle.id} addPublicKeys={addPublicKeys} />
        ) : (
          <PanelMessage icon={Hourglass} title="The certificate is drawn up when the bundle has been read">
            Members and problems show what has been read so far.
          </PanelMessage>
        )}
      </TabsContent>
      <TabsContent value="members" tabIndex={-1} className="flex min-h-0 flex-col">
        <MemberPanel bundle={bundle} />
      </TabsContent>
      <TabsContent value="problems" tabIndex={-1} className="flex min-h-0 flex-col">
        <ProblemTable problems={bundle.problems} total={bundle.problemsTotal} />
      </TabsContent>
      <TabsContent value="conflicts" tabIndex={-1} className="flex min-h-0 flex-col">
        <ConflictList bundle={bundle} />
      </TabsContent>
    </Tabs>
  );
}
