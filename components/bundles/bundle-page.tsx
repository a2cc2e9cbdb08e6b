'use client';

import { useQuery } from '@tanstack/react-query';
import { FolderX } from 'lucide-react';
import Link from 'next/link';
import { bundleDetailQuery } from '@/lib/queries/bundles';
import { ApiError } from '@/lib/queries/fetch-json';
import { DataPanel } from '../layout/data-panel';
import { DetailSkeleton } from '../layout/detail-skeleton';
import { PanelMessage } from '../layout/panel-message';
import { Button } from '../ui/button';
import { BundleHeader } from './bundle-header';
import { BundleNotice } from './bundle-notice';
import { BundleTabs } from './bundle-tabs';
import type { AddPublicKeys } from './certificate/public-keys-form';
import type { DeleteBundle } from './delete/delete-dialog';

interface BundlePageProps {
  readonly id: number;
  readonly actions: { readonly deleteBundle: DeleteBundle; readonly addPublicKeys: AddPublicKeys };
}

export function BundlePage({ id, actions }: BundlePageProps) {
  const query = useQuery(bundleDetailQuery(id));
  // It was there when the page came, and has been deleted since.
  if (query.error instanceof ApiError && query.error.code === 'not_found') return <Gone />;
  return (
    <DataPanel query={query} skeleton={<DetailSkeleton />}>
      {(bundle) => (
        <>
          <BundleHeader bundle={bundle} asOf={query.dataUpdatedAt} deleteBundle={actions.deleteBundle} />
          <BundleNotice bundle={bundle} />
          <BundleTabs bundle={bundle} addPublicKeys={actions.addPublicKeys} />
        </>
      )}
    </DataPanel>
  );
}

function Gone() {
  return (
    <PanelMessage
      isPage
      icon={FolderX}
      title="This bundle has been deleted"
      actions={
        <Button asChild>
          <Link href="/bundles">To the bundles</Link>
        </Button>
      }
    >
      Events that another bundle holds too are still there, and alerts keep their own copy of their event.
    </PanelMessage>
  );
}
