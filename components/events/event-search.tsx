'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useCallback, useId, useMemo, useRef, useState } from 'react';
import type { EventPage } from '@/lib/events/schemas';
import { parseKql } from '@/lib/kql';
import { eventSearchQuery } from '@/lib/queries/events';
import { DataPanel } from '../layout/data-panel';
import { TableSkeleton } from '../layout/table-skeleton';
import { Button } from '../ui/button';
import { RangePicker } from '../ui/range-picker';
import { useHotkeys } from '../ui/use-hotkeys';
import { BundleScope } from './bundle-scope';
import { EventTable } from './event-table';
import { KqlInput } from './kql-input';
import { KqlNotice } from './kql-notice';
import { NoEvents } from './no-events';
import { eventParsers, toSearchInput } from './search-params';

const NO_PAGES: readonly EventPage[] = [];

export function EventSearch() {
  const [state, setState] = useQueryStates(eventParsers, { history: 'push' });
  const isKql = parseKql(state.q).ok;
  // A query that is no KQL would only come back as a refusal; the notice says what is wrong with it.
  const query = useInfiniteQuery({ ...eventSearchQuery(toSearchInput(state)), enabled: isKql });
  const pages = query.data?.pages ?? NO_PAGES;
  const events = useMemo(() => pages.flatMap((page) => page.events), [pages]);
  const { hasNextPage, isFetching, fetchNextPage } = query;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return (
    <>
      <SearchBar key={state.q} submitted={state.q} onSubmit={(q) => setState({ q })}>
        {state.bundle !== null && (
          <BundleScope id={state.bundle} onClear={() => setState({ bundle: null })} />
        )}
        <RangePicker from={state.from} to={state.to} onChange={(range) => setState(range)} />
      </SearchBar>
      <KqlNotice id={NOTICE_ID} query={state.q} />
      {isKql && (
        <DataPanel
          query={query}
          skeleton={<TableSkeleton rows={24} />}
          isEmpty={() => events.length === 0}
          empty={<NoEvents />}
        >
          {() => (
            <EventTable
              events={events}
              order={state.order}
              total={pages.at(0)?.total ?? 0}
              loading={query.isFetchingNextPage}
              onMore={loadMore}
            />
          )}
        </DataPanel>
      )}
    </>
  );
}

const NOTICE_ID = 'kql-notice';

interface SearchBarProps {
  readonly submitted: string;
  readonly onSubmit: (query: string) => void;
  readonly children: React.ReactNode;
}

function SearchBar({ submitted, onSubmit, children }: SearchBarProps) {
  const hintId = useId();
  const [draft, setDraft] = useState(submitted);
  const input = useRef<HTMLInputElement>(null);
  useHotkeys({ '/': () => input.current?.focus() });
  return (
    <search className="flex items-center gap-2 border-b px-4 py-2" aria-label="Search events">
      <KqlInput
        ref={input}
        value={draft}
        onChange={setDraft}
        onSubmit={() => onSubmit(draft.trim())}
        invalid={draft === submitted && !parseKql(submitted).ok}
        describedBy={`${NOTICE_ID} ${hintId}`}
      />
      {children}
      <Button onClick={() => onSubmit(draft.trim())}>Search</Button>
      <span id={hintId} className="sr-only">
        Enter searches. Arrow keys choose a suggestion.
      </span>
    </search>
  );
}
