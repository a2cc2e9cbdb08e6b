import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AuditRow } from '../audit/schemas';
import type { BucketKind, TimeRange } from '../charts';
import type { EventPage } from '../events/schemas';
import type { LaneKey, Timeline, Worksheet } from '../investigate/schemas';
import { alertKeys } from './alerts';
import { fetchJson } from './fetch-json';
import { queryString } from './query-string';

/** Keys of what one alert's page shows beside the alert; under the alert's own key, so one prefix reaches all. */
export const worksheetKeys = {
  worksheet: (id: string) => [...alertKeys.detail(id), 'worksheet'] as const,
  timeline: (id: string, { from, to }: TimeRange) => [...alertKeys.detail(id), 'timeline', from, to] as const,
  laneEvents: (id: string, selection: Omit<LaneSelection, 'events'>) =>
    [...alertKeys.detail(id), 'events', selection] as const,
  activity: (id: string) => [...alertKeys.detail(id), 'activity'] as const,
};

/** What was pointed at in the timeline: a mark, or a whole lane when there is no kind. */
export interface LaneSelection extends TimeRange {
  readonly lane: LaneKey;
  readonly kind: BucketKind | null;
  /** As the timeline counted them: the room the list will need. */
  readonly events: number;
}

export function worksheetQuery(id: string) {
  return queryOptions({
    queryKey: worksheetKeys.worksheet(id),
    queryFn: ({ signal }) => fetchJson<Worksheet>(`${path(id)}/worksheet`, signal),
  });
}

/** The previous range stays on screen until the next one is there. */
export function timelineQuery(id: string, { from, to }: TimeRange) {
  return queryOptions({
    queryKey: worksheetKeys.timeline(id, { from, to }),
    queryFn: ({ signal }) => fetchJson<Timeline>(`${path(id)}/timeline${queryString({ from, to })}`, signal),
    placeholderData: keepPreviousData,
  });
}

export function laneEventsQuery(id: string, { lane, kind, from, to }: LaneSelection) {
  const selection = { lane, kind, from, to };
  return infiniteQueryOptions({
    queryKey: worksheetKeys.laneEvents(id, selection),
    queryFn: ({ signal, pageParam }) =>
      fetchJson<EventPage>(`${path(id)}/events${queryString({ ...selection, cursor: pageParam })}`, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function activityQuery(id: string) {
  return queryOptions({
    queryKey: worksheetKeys.activity(id),
    queryFn: ({ signal }) => fetchJson<readonly AuditRow[]>(`${path(id)}/activity`, signal),
  });
}

function path(id: string): string {
  return `/api/alerts/${encodeURIComponent(id)}`;
}
