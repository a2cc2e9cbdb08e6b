import { DAY_MS, HOUR_MS } from '../time';
import type { MoveKey } from './lanes';
import { type TimeRange, toRange } from './range';

/** Buckets of equal length, in hours, from an instant on. */
export interface HeatTime {
  readonly from: string;
  readonly bucketHours: number;
  readonly buckets: number;
}

export const HEAT_LEVELS = 5;

/** Buckets side by side that look the same: `level` 1 to 5 by records, 0 for a gap. `end` is not included. */
export interface HeatRun {
  readonly start: number;
  readonly end: number;
  readonly level: number;
}

/**
 * Lowest count of each level, ascending, the first 1. Steps grow by one factor: between an hour of 3 records and one
 * of 3,000 a linear scale would show nothing but the largest.
 */
export function heatSteps(max: number): readonly number[] {
  const steps = new Set([1]);
  for (let level = 1; level < HEAT_LEVELS; level += 1) {
    steps.add(Math.max(1, Math.round(max ** (level / HEAT_LEVELS))));
  }
  return [...steps].filter((step) => step <= Math.max(max, 1));
}

/** 1 to the number of steps; 0 for no record. Few steps are spread over the levels, so that the largest is darkest. */
export function heatLevel(count: number, steps: readonly number[]): number {
  if (count === 0) return 0;
  const reached = steps.filter((step) => count >= step).length;
  return HEAT_LEVELS - steps.length + reached;
}

/** Whether a bucket has no record though one before and one after it have. */
export function isGap(cells: readonly number[], bucket: number): boolean {
  if (cells[bucket] !== 0) return false;
  return cells.slice(0, bucket).some(isFilled) && cells.slice(bucket + 1).some(isFilled);
}

function isFilled(count: number): boolean {
  return count > 0;
}

/** A row as few stretches: gaps and levels. What lies before the first record and after the last is in none. */
export function heatRuns(cells: readonly number[], steps: readonly number[]): readonly HeatRun[] {
  const first = cells.findIndex(isFilled);
  const last = cells.findLastIndex(isFilled);
  const runs: HeatRun[] = [];
  if (first === -1) return runs;
  for (let bucket = first; bucket <= last; bucket += 1) {
    const level = heatLevel(cells[bucket] ?? 0, steps);
    const before = runs.at(-1);
    if (before?.level === level) runs[runs.length - 1] = { ...before, end: bucket + 1 };
    else runs.push({ start: bucket, end: bucket + 1, level });
  }
  return runs;
}

export function bucketRange({ from, bucketHours }: HeatTime, bucket: number): TimeRange {
  const start = Date.parse(from) + bucket * bucketHours * HOUR_MS;
  return toRange(start, start + bucketHours * HOUR_MS);
}

/** All of the strip. */
export function heatExtent(time: HeatTime): TimeRange {
  return { from: time.from, to: bucketRange(time, time.buckets - 1).to };
}

/** `an hour`, `6 hours`, `a day`, `2 days`: what one bucket stands for. */
export function bucketWord({ bucketHours }: HeatTime): string {
  const dayHours = DAY_MS / HOUR_MS;
  if (bucketHours === 1) return 'an hour';
  if (bucketHours === dayHours) return 'a day';
  return bucketHours % dayHours === 0 ? `${bucketHours / dayHours} days` : `${bucketHours} hours`;
}

/** One bucket of one row. */
export interface HeatCell {
  readonly row: number;
  readonly bucket: number;
}

/** The cell an arrow key leads to: one bucket or one row on, Home and End to the ends of the row. */
export function moveCell(
  active: HeatCell | null,
  key: MoveKey,
  size: { readonly rows: number; readonly buckets: number },
): HeatCell {
  if (!active) return { row: 0, bucket: 0 };
  const { row, bucket } = active;
  switch (key) {
    case 'ArrowLeft':
      return { row, bucket: Math.max(bucket - 1, 0) };
    case 'ArrowRight':
      return { row, bucket: Math.min(bucket + 1, size.buckets - 1) };
    case 'ArrowUp':
      return { row: Math.max(row - 1, 0), bucket };
    case 'ArrowDown':
      return { row: Math.min(row + 1, size.rows - 1), bucket };
    case 'Home':
      return { row, bucket: 0 };
    case 'End':
      return { row, bucket: size.buckets - 1 };
    default:
      return key satisfies never;
  }
}
