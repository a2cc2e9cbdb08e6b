import type { AlertCounts } from '@/lib/alerts/schemas';
import type { Severity } from '@/lib/ecs';
import { DAY_MS } from '@/lib/time';

export type TrendDay = AlertCounts['trend'][number];

/** One bar: a day, or several when the span is long. Epoch milliseconds, `to` exclusive. */
export interface TrendBar extends Record<Severity, number> {
  readonly from: number;
  readonly to: number;
}

const BARS_MAX = 120;
/** A lone day between empty ones reads as a day, not as a block. */
const BARS_MIN = 14;

/** Fills the days without alerts and joins days until they fit. */
export function toTrendBars(trend: readonly TrendDay[]): TrendBar[] {
  const [first] = trend;
  const last = trend.at(-1);
  if (!first || !last) return [];
  const spanDays = (dayStart(last.day) - dayStart(first.day)) / DAY_MS + 1;
  const daysPerBar = Math.ceil(spanDays / BARS_MAX);
  const count = Math.max(Math.ceil(spanDays / daysPerBar), BARS_MIN);
  const padding = Math.floor((count - Math.ceil(spanDays / daysPerBar)) / 2);
  const start = dayStart(first.day) - padding * daysPerBar * DAY_MS;
  const bars = Array.from({ length: count }, (_, index) =>
    emptyBar(start + index * daysPerBar * DAY_MS, daysPerBar),
  );
  for (const { day, low, medium, high, critical } of trend) {
    const bar = bars[Math.floor((dayStart(day) - start) / (daysPerBar * DAY_MS))];
    if (!bar) continue;
    bar.low += low;
    bar.medium += medium;
    bar.high += high;
    bar.critical += critical;
  }
  return bars;
}

function emptyBar(from: number, days: number): TrendBar {
  return { from, to: from + days * DAY_MS, low: 0, medium: 0, high: 0, critical: 0 };
}

function dayStart(day: string): number {
  return Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
}

/** First and last bar that a range touches; null for all of them or none. */
export function selectedBars(
  bars: readonly TrendBar[],
  from: string | null,
  to: string | null,
): readonly [first: number, last: number] | null {
  if (!from && !to) return null;
  const start = from ? Date.parse(from) : Number.NEGATIVE_INFINITY;
  const end = to ? Date.parse(to) : Number.POSITIVE_INFINITY;
  const first = bars.findIndex((bar) => bar.to > start);
  const last = bars.findLastIndex((bar) => bar.from < end);
  return first === -1 || last < first ? null : [first, last];
}

export function hasAlerts({ low, medium, high, critical }: TrendBar): boolean {
  return low + medium + high + critical > 0;
}

/** `2023-07-10`, or `2023-07-10 to 2023-07-12`. */
export function describeBar({ from, to }: Pick<TrendBar, 'from' | 'to'>): string {
  const first = toDay(from);
  const last = toDay(to - 1);
  return first === last ? first : `${first} to ${last}`;
}

export function toDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
