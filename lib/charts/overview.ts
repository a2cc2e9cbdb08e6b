import type { Bucket } from './lanes';
import { rangeMs, type TimeRange } from './range';

export const OVERVIEW_HEIGHT_PX = 40;

export interface OverviewBar {
  readonly fromMs: number;
  readonly timeMs: number;
  readonly read: number;
  readonly write: number;
  readonly error: number;
}

/** The lane the overview counts: the first that has a value, since adding lanes up would count events twice. */
export function overviewLane<
  L extends { readonly value: string | null; readonly buckets: readonly Bucket[] },
>(lanes: readonly L[]): L | null {
  return lanes.find(({ value, buckets }) => value !== null && buckets.length > 0) ?? lanes[0] ?? null;
}

/** A lane as stacked bars, empty ones left out, oldest first. */
export function overviewBars(buckets: readonly Bucket[], bucketSeconds: number): readonly OverviewBar[] {
  const bars = new Map<string, { read: number; write: number; error: number }>();
  for (const { time, kind, events } of buckets) {
    const bar = bars.get(time) ?? { read: 0, write: 0, error: 0 };
    bar[kind] += events;
    bars.set(time, bar);
  }
  return [...bars]
    .map(([time, counts]) => {
      const fromMs = Date.parse(time);
      return { fromMs, timeMs: fromMs + bucketSeconds * 500, ...counts };
    })
    .sort((a, b) => a.fromMs - b.fromMs);
}

export type BrushGrip = 'draw' | 'move' | 'start' | 'end';

/** What a press at `share` of the strip takes hold of: an edge of the window, the window, or nothing yet. */
export function brushGrip(share: number, window: readonly [number, number], edgeShare: number): BrushGrip {
  const [start, end] = window;
  if (Math.abs(share - start) <= edgeShare) return 'start';
  if (Math.abs(share - end) <= edgeShare) return 'end';
  return share > start && share < end ? 'move' : 'draw';
}

/** The window after dragging from one share of the strip to another, as shares, in order, inside [0, 1]. */
export function brushDrag(
  grip: BrushGrip,
  window: readonly [number, number],
  pressed: number,
  current: number,
): readonly [number, number] {
  const [start, end] = window;
  switch (grip) {
    case 'draw':
      return inOrder(pressed, current);
    case 'start':
      return inOrder(current, end);
    case 'end':
      return inOrder(start, current);
    case 'move': {
      const shift = Math.min(Math.max(current - pressed, -start), 1 - end);
      return [start + shift, end + shift];
    }
    default:
      return grip satisfies never;
  }
}

function inOrder(a: number, b: number): readonly [number, number] {
  const inside = [a, b].map((share) => Math.min(Math.max(share, 0), 1));
  return [Math.min(...inside), Math.max(...inside)];
}

/** A range as shares of an extent. */
export function windowOf(range: TimeRange, extent: TimeRange): readonly [number, number] {
  const outer = rangeMs(extent);
  const inner = rangeMs(range);
  const span = outer.to - outer.from;
  return inOrder((inner.from - outer.from) / span, (inner.to - outer.from) / span);
}
