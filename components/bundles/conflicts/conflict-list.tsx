'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import type { BundleDetail } from '@/lib/bundles/schemas';
import { conflictListQuery } from '@/lib/queries/events';
import { DataPanel } from '../../layout/data-panel';
import { PanelMessage } from '../../layout/panel-message';
import { TableSkeleton } from '../../layout/table-skeleton';
import { Button } from '../../ui/button';
import { ConflictTable } from './conflict-table';

/** Records that share id and time with an event and differ from it. */
export function ConflictList({ bundle }: { readonly bundle: BundleDetail }) {
  const query = useInfiniteQuery(conflictListQuery(bundle.id));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  return (
    <DataPanel
      query={query}
      skeleton={<TableSkeleton />}
      isEmpty={({ pages }) => pages.every(({ conflicts }) => conflicts.length === 0)}
      empty={
        <PanelMessage icon={CircleCheck} title="No conflicts">
          No record of this bundle has the id and time of another one and other content.
        </PanelMessage>
      }
    >
      {({ pages }) => (
        <>
          <ConflictTable conflicts={pages.flatMap(({ conflicts }) => conflicts)} bundleId={bundle.id} />
          {hasNextPage && (
            <Button
              variant="link"
              className="mx-4 my-2 w-fit"
              disabled={isFetchingNextPage}
              onClick={() => void fetchNextPage()}
            >
              {isFetchingNextPage ? 'Loading more' : 'Load more'}
            </Button>
          )}
        </>
      )}
    </DataPanel>
  );
}
