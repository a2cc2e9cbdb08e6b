import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../time';

/** Two ISO-8601 UTC instants, `from` included, `to` not. */
export interface TimeRange {
  readonly from: string;
  readonly to: string;
}

/** Spans on each side of an alert, widest first. */
export const RANGE_PRESETS = [
  { key: '14d', label: '14 d', spanMs: 14 * DAY_MS },
  { key: '24h', label: '24 h', spanMs: DAY_MS },
  { key: '1h', label: '1 h', spanMs: HOUR_MS },
  { key: '5min', label: '5 min', spanMs: 5 * MINUTE_MS },
] as const;

export type RangePreset = (typeof RANGE_PRESETS)[number]['key'];

/** Below this a bucket would be shorter than the second CloudTrail stamps events with. */
const SPAN_MS_MIN = 10 * SECOND_MS;

export function toRange(fromMs: number, toMs: number): TimeRange {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}

export function rangeMs(range: TimeRange): { readonly from: number; readonly to: number } {
  return { from: Date.parse(range.from), to: Date.parse(range.to) };
}

export function presetRange(preset: RangePreset, alertTime: string): TimeRange {
  const center = Date.parse(alertTime);
  const spanMs = RANGE_PRESETS.find(({ key }) => key === preset)?.spanMs ?? HOUR_MS;
  return toRange(center - spanMs, center + spanMs);
}

/** The preset a range equals, null when it was drawn by hand. */
export function presetOf(range: TimeRange, alertTime: string): RangePreset | null {
  const found = RANGE_PRESETS.find(({ key }) => {
    const preset = presetRange(key, alertTime);
    return preset.from === range.from && preset.to === range.to;
  });
  return found?.key ?? null;
}

/** Puts two instants in order, at least ten seconds apart, inside the extent. */
export function fitRange(aMs: number, bMs: number, extent: TimeRange): TimeRange {
  const outer = rangeMs(extent);
  const span = Math.min(Math.max(Math.abs(bMs - aMs), SPAN_MS_MIN), outer.to - outer.from);
  const center = (aMs + bMs) / 2;
  const from = Math.min(Math.max(center - span / 2, outer.from), outer.to - span);
  return toRange(Math.round(from), Math.round(from + span));
}

/** Twice as wide about the same middle, up to the extent. */
export function zoomOut(range: TimeRange, extent: TimeRange): TimeRange {
  const { from, to } = rangeMs(range);
  const half = (to - from) / 2;
  return fitRange(from - half, to + half, extent);
}

/** The same span, moved by a share of itself (-0.5 is half a window earlier). */
export function panRange(range: TimeRange, share: number, extent: TimeRange): TimeRange {
  const { from, to } = rangeMs(range);
  const shift = (to - from) * share;
  return fitRange(from + shift, to + shift, extent);
}

/** Where an instant lies in a range: 0 at its start, 1 at its end. */
export function shareOf(timeMs: number, range: TimeRange): number {
  const { from, to } = rangeMs(range);
  return to === from ? 0 : (timeMs - from) / (to - from);
}

export function timeAt(share: number, range: TimeRange): number {
  const { from, to } = rangeMs(range);
  return from + Math.min(Math.max(share, 0), 1) * (to - from);
}
