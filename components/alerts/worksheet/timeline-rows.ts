import { type BucketKind, bucketEndMs, type TimeRange } from '@/lib/charts';
import type { Timeline, TimelineLane } from '@/lib/investigate/schemas';

export interface TimelineRow {
  readonly lane: TimelineLane;
  readonly from: string;
  readonly to: string;
  readonly kind: BucketKind;
  readonly events: number;
  readonly actions: readonly string[];
}

/** The numbers behind the marks on screen, lane by lane and oldest first. */
export function timelineRows(
  timeline: Timeline,
  only: BucketKind | null,
  range: TimeRange,
): readonly TimelineRow[] {
  return timeline.lanes.flatMap((lane) =>
    lane.buckets
      .filter(({ kind, time }) => (only === null || kind === only) && time >= range.from && time < range.to)
      .map(({ time, kind, events, actions }) => ({
        lane,
        from: time,
        to: new Date(bucketEndMs(Date.parse(time), timeline)).toISOString(),
        kind,
        events,
        actions,
      }))
      .sort((a, b) => a.from.localeCompare(b.from)),
  );
}
