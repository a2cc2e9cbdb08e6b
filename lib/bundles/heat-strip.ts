import { HOUR_MS } from '../time';

/** Records this much before the bulk of a bundle are far off: its strip begins behind them. */
export const MAIN_RANGE_DAYS = 30;

const BUCKETS_MAX = 400;
const DAY_HOURS = 24;
/** Hours, parts of a day, days, weeks, and what centuries of wrong clocks need. */
const BUCKET_HOURS = [1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 720, 1440, 2880, 8760, 87_600, 876_000];

/** Buckets of equal length over a range of hours. */
export interface HeatStrip {
  /** Start of the first bucket. */
  readonly from: Date;
  readonly bucketHours: number;
  readonly buckets: number;
}

/** The finest buckets that are at most 400; they begin at a whole bucket of the day, or at its midnight (UTC). */
export function heatStrip(first: Date, lastHour: Date): HeatStrip {
  for (const bucketHours of BUCKET_HOURS) {
    const stepMs = Math.min(bucketHours, DAY_HOURS) * HOUR_MS;
    const from = Math.floor(first.getTime() / stepMs) * stepMs;
    const hours = (lastHour.getTime() - from) / HOUR_MS + 1;
    const buckets = Math.ceil(hours / bucketHours);
    if (buckets <= BUCKETS_MAX) return { from: new Date(from), bucketHours, buckets };
  }
  throw new Error('A span of more than 40,000 years.');
}
