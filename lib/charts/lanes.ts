import type { MarkKind } from './marks';

export type BucketKind = Exclude<MarkKind, 'alert'>;

export interface Bucket {
  readonly time: string;
  readonly kind: BucketKind;
  readonly events: number;
  readonly actions: readonly string[];
}

export interface Lane {
  readonly key: string;
  readonly label: string;
  readonly value: string | null;
  /** Said in the lane when it has no event. */
  readonly emptyText: string;
  readonly buckets: readonly Bucket[];
}

/** One mark of the timeline, with its place: time in milliseconds, y in pixels. */
export interface LanePoint {
  readonly id: string;
  readonly lane: string;
  readonly laneLabel: string;
  readonly kind: BucketKind;
  /** Start of the bucket. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Middle of the bucket, where the mark stands. */
  readonly timeMs: number;
  readonly y: number;
  readonly radius: number;
  readonly events: number;
  readonly actions: readonly string[];
}

export const LANE_HEIGHT_PX = 48;
/** Row above the lanes in which the alert's own mark stands. */
export const ALERT_ROW_HEIGHT_PX = 20;

const RADIUS_PX_MIN = 3;
const RADIUS_PX_MAX = 6.5;

/** Errors stand over writes over reads, so that marks of one bucket never hide each other. */
const ROW_PX = { error: 10, write: 24, read: 38 } as const satisfies Record<BucketKind, number>;

export const AXIS_HEIGHT_PX = 24;

export function lanesHeightPx(lanes: number): number {
  return ALERT_ROW_HEIGHT_PX + lanes * LANE_HEIGHT_PX;
}

/** Lanes and the time axis under them. */
export function laneChartHeightPx(lanes: number): number {
  return lanesHeightPx(lanes) + AXIS_HEIGHT_PX;
}

export function laneTopPx(index: number): number {
  return ALERT_ROW_HEIGHT_PX + index * LANE_HEIGHT_PX;
}

/** How a timeline was cut: buckets of one length, the last of them cut short by the end of the range. */
export interface Bucketing {
  readonly bucketSeconds: number;
  readonly to: string;
}

/** Marks of all lanes, lane by lane and oldest first; `only` keeps one kind. */
export function layOutLanes(
  lanes: readonly Lane[],
  bucketing: Bucketing,
  only: BucketKind | null = null,
): readonly LanePoint[] {
  const eventsMax = Math.max(1, ...lanes.flatMap(({ buckets }) => buckets.map(({ events }) => events)));

  return lanes.flatMap((lane, index) =>
    lane.buckets
      .filter(({ kind }) => only === null || kind === only)
      .map((bucket) => {
        const fromMs = Date.parse(bucket.time);
        const toMs = bucketEndMs(fromMs, bucketing);
        return {
          id: `${lane.key} ${bucket.kind} ${fromMs}`,
          lane: lane.key,
          laneLabel: lane.label,
          kind: bucket.kind,
          fromMs,
          toMs,
          timeMs: (fromMs + toMs) / 2,
          y: laneTopPx(index) + ROW_PX[bucket.kind],
          radius: radiusPx(bucket.events, eventsMax),
          events: bucket.events,
          actions: bucket.actions,
        };
      })
      .sort((a, b) => a.timeMs - b.timeMs || a.y - b.y),
  );
}

export function bucketEndMs(fromMs: number, { bucketSeconds, to }: Bucketing): number {
  return Math.min(fromMs + bucketSeconds * 1000, Date.parse(to));
}

/** Area grows with the count; the smallest mark can still be hit. */
function radiusPx(events: number, eventsMax: number): number {
  if (eventsMax <= 1) return RADIUS_PX_MIN + 1;
  const share = Math.sqrt((events - 1) / (eventsMax - 1));
  return RADIUS_PX_MIN + (RADIUS_PX_MAX - RADIUS_PX_MIN) * share;
}

export type MoveKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

/** The mark an arrow key leads to: along the lane by time, across lanes to the nearest in time. */
export function movePoint(
  points: readonly LanePoint[],
  activeId: string | null,
  key: MoveKey,
): LanePoint | null {
  const active = points.find(({ id }) => id === activeId);
  if (!active) return points[0] ?? null;

  const lane = points.filter((point) => point.lane === active.lane);
  const at = lane.indexOf(active);
  switch (key) {
    case 'ArrowRight':
      return lane[at + 1] ?? active;
    case 'ArrowLeft':
      return lane[at - 1] ?? active;
    case 'Home':
      return lane[0] ?? active;
    case 'End':
      return lane.at(-1) ?? active;
    case 'ArrowUp':
    case 'ArrowDown': {
      const order = [...new Set(points.map((point) => point.lane))];
      const next = order[order.indexOf(active.lane) + (key === 'ArrowDown' ? 1 : -1)];
      const others = points.filter((point) => point.lane === next);
      return nearest(others, active.timeMs) ?? active;
    }
    default:
      return key satisfies never;
  }
}

function nearest(points: readonly LanePoint[], timeMs: number): LanePoint | null {
  return points.reduce<LanePoint | null>(
    (best, point) =>
      best === null || Math.abs(point.timeMs - timeMs) < Math.abs(best.timeMs - timeMs) ? point : best,
    null,
  );
}
