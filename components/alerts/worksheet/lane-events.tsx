'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { formatSpan, MARKS } from '@/lib/charts';
import { formatCount } from '@/lib/format';
import { type LaneSelection, laneEventsQuery } from '@/lib/queries/alert';
import { DataPanel } from '../../layout/data-panel';
import { Button } from '../../ui/button';
import { ScrollRegion } from '../../ui/scroll-region';
import { Skeleton } from '../../ui/skeleton';
import { EventTable } from './event-table';
import { laneNoun } from './lane-words';

interface LaneEventsProps {
  readonly alertId: string;
  readonly selection: LaneSelection;
  readonly onDismiss: () => void;
}

const ROW_PX = 28;
const ROWS_SHOWN_MAX = 10;
const EVENTS_PER_PAGE = 100;

/** The list's height before its events have come: head, rows, and the button when there are more. */
function listHeightPx(events: number): number {
  const rows = Math.min(Math.max(events, 1), ROWS_SHOWN_MAX);
  return (rows + 1) * ROW_PX + (events > EVENTS_PER_PAGE ? ROW_PX : 0) + 2;
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
      <ScrollRegion label="Selected events" style={{ height: listHeightPx(selection.events) }}>
        <DataPanel
          query={query}
          skeleton={<Skeleton className="m-2 h-10" />}
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
      </ScrollRegion>
    </section>
  );
}
