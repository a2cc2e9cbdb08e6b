'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { MARKS } from '@/lib/charts';
import { formatCount } from '@/lib/format';
import { type LaneSelection, laneEventsQuery } from '@/lib/queries/alert';
import { formatSpan } from '../../charts/lane-tooltip';
import { DataPanel } from '../../layout/data-panel';
import { Button } from '../../ui/button';
import { ScrollArea } from '../../ui/scroll-area';
import { Skeleton } from '../../ui/skeleton';
import { EventTable } from './event-table';
import { laneNoun } from './lane-words';

interface LaneEventsProps {
  readonly alertId: string;
  readonly selection: LaneSelection;
  readonly onDismiss: () => void;
}

/** The events behind a mark or a lane. */
export function LaneEvents({ alertId, selection, onDismiss }: LaneEventsProps) {
  const query = useInfiniteQuery(laneEventsQuery(alertId, selection));
  const total = query.data?.pages[0]?.total;
  const what = selection.kind ? MARKS[selection.kind].label : 'event';

  return (
    <section aria-label="Selected events" className="mt-3 border">
      <div className="flex h-8 items-center gap-2 border-b bg-panel pl-2">
        <p aria-live="polite" className="min-w-0 truncate">
          {total === undefined ? 'Loading' : formatCount(total, what)} · same {laneNoun(selection.lane)} ·{' '}
          <span className="text-muted-foreground">
            {formatSpan(Date.parse(selection.from), Date.parse(selection.to))}
          </span>
        </p>
        <Button
          variant="ghost"
          size="icon-sm"
          className="ml-auto"
          aria-label="Hide the selected events"
          onClick={onDismiss}
        >
          <X aria-hidden />
        </Button>
      </div>
      <ScrollArea label="Selected events" className="h-64">
        <DataPanel
          query={query}
          skeleton={<Skeleton className="m-2 h-56" />}
          isEmpty={({ pages }) => pages[0]?.events.length === 0}
          empty={<p className="p-2 text-muted-foreground italic">No event here any more.</p>}
        >
          {({ pages }) => <EventTable events={pages.flatMap(({ events }) => events)} />}
        </DataPanel>
        {query.hasNextPage && (
          <div className="p-2">
            <Button
              variant="outline"
              size="sm"
              disabled={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {query.isFetchingNextPage ? 'Loading' : 'Load more'}
            </Button>
          </div>
        )}
      </ScrollArea>
    </section>
  );
}
