'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { AlertCounts, AlertPage } from '@/lib/alerts/schemas';
import { alertCountsQuery, alertListQuery } from '@/lib/queries/alerts';
import { DataPanel } from '../../layout/data-panel';
import { ShortcutsDialog } from '../../layout/shortcuts-dialog';
import { TableSkeleton } from '../../layout/table-skeleton';
import type { VirtualTableHandle } from '../../ui/virtual-table';
import { QueueEmpty } from './queue-empty';
import { QueueFilters } from './queue-filters';
import { QueueFooter } from './queue-footer';

import { QueueTable } from './queue-table';
import { toCountsInput, toListInput } from './search-params';
import { Trend } from './trend';
import { QUEUE_SHORTCUTS, useQueueKeys } from './use-queue-keys';
import { useQueueState } from './use-queue-state';
import { useSteadyRows } from './use-steady-rows';
import { WaitingAlerts } from './waiting-alerts';

const NO_PAGES: readonly AlertPage[] = [];
const NO_TREND: AlertCounts['trend'] = [];

export function AlertQueue() {
  const [state, setState] = useQueueState();
  const counts = useQuery(alertCountsQuery(toCountsInput(state))).data;
  const query = useInfiniteQuery(alertListQuery(toListInput(state)));
  const pages = query.data?.pages ?? NO_PAGES;
  const fresh = useMemo(() => pages.flatMap((page) => page.alerts), [pages]);
  // Rows of the former filters, or older than this visit, are only a stopgap: what follows replaces them whole.
  const [staleAtFirst] = useState(query.isStale);
  const stopgap = query.isPlaceholderData || (staleAtFirst && !query.isFetchedAfterMount);
  const { rows, waiting, showWaiting } = useSteadyRows(fresh, `${JSON.stringify(state)} ${stopgap}`);
  const total = pages.at(0)?.total ?? 0;

  const table = useRef<VirtualTableHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const [keysShown, setKeysShown] = useState(false);
  const activeIndex = useQueueKeys({ alerts: rows, table, search, showKeys: () => setKeysShown(true) });

  const { hasNextPage, isFetching, fetchNextPage } = query;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);

  return (
    <>
      <QueueFilters counts={counts} searchRef={search} />
      <Trend
        trend={counts?.trend ?? NO_TREND}
        from={state.from}
        to={state.to}
        onSelect={(from, to) => setState({ from, to })}
      />
      <DataPanel
        query={query}
        skeleton={<TableSkeleton />}
        isEmpty={() => rows.length === 0}
        empty={<QueueEmpty />}
      >
        {() => (
          <div className="relative flex min-h-0 flex-1 flex-col">
            <WaitingAlerts count={waiting} onShow={showWaiting} />
            <QueueTable
              alerts={rows}
              total={total}
              activeIndex={activeIndex}
              onEnd={loadMore}
              handle={table}
              footer={
                <QueueFooter
                  shown={rows.length}
                  total={total}
                  loading={query.isFetchingNextPage}
                  onMore={loadMore}
                />
              }
            />
          </div>
        )}
      </DataPanel>
      <ShortcutsDialog open={keysShown} onOpenChange={setKeysShown} groups={[QUEUE_SHORTCUTS]} />
    </>
  );
}
