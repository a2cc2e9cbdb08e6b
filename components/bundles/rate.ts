import type { BundleRow } from '@/lib/bundles/schemas';
import { SECOND_MS } from '@/lib/time';

/** How far the reading was at one moment. */
export interface RateSample {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly records: number;
  readonly bytesRead: number;
}

export interface Rate {
  readonly recordsPerSecond: number;
  /** Null while nothing tells how long it will take. */
  readonly msLeft: number | null;
}

/** Batches come in jumps: over ten seconds they even out. */
const WINDOW_MS = 10 * SECOND_MS;

/** The samples of the last ten seconds and one before them. */
export function keepSamples(samples: readonly RateSample[], next: RateSample): readonly RateSample[] {
  const last = samples.at(-1);
  if (last && (next.at <= last.at || next.records < last.records)) return [next];
  const since = samples.findLastIndex(({ at }) => at <= next.at - WINDOW_MS);
  return [...samples.slice(Math.max(since, 0)), next];
}

/** Records a second over the last ten seconds; from the start of the reading while there is only one sample. */
export function rateOf(
  samples: readonly RateSample[],
  { startedAt, bytesTotal }: Pick<BundleRow, 'startedAt' | 'bytesTotal'>,
): Rate | null {
  const last = samples.at(-1);
  const first =
    samples.length > 1 ? samples[0] : startedAt && { at: Date.parse(startedAt), records: 0, bytesRead: 0 };
  if (!last || !first || last.at <= first.at) return null;
  const seconds = (last.at - first.at) / SECOND_MS;
  const bytesPerSecond = (last.bytesRead - first.bytesRead) / seconds;
  return {
    recordsPerSecond: Math.round((last.records - first.records) / seconds),
    msLeft: bytesPerSecond > 0 ? ((bytesTotal - last.bytesRead) / bytesPerSecond) * SECOND_MS : null,
  };
}
