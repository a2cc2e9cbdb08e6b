import type { JsonObject } from '../ecs';
import { MINUTE_MS, SECOND_MS } from '../time';
import { ACCOUNT_ID, HOME_REGION } from './account';
import type { JournalEntry } from './journal';
import type { Random } from './random';

/** One object that CloudTrail delivered to the log bucket. */
export interface SampleFile {
  /** Its key in the bucket, which is also its path below the sample's folder. */
  readonly path: string;
  readonly records: readonly JsonObject[];
}

const DELIVERY_MS = 30 * MINUTE_MS;

/** Packs the records into files as CloudTrail does: by region and span, in no particular order within a file. */
export function deliver(entries: readonly JournalEntry[], random: Random): SampleFile[] {
  const spans = new Map<string, JournalEntry[]>();
  for (const entry of entries) {
    const end = Math.floor(entry.at / DELIVERY_MS + 1) * DELIVERY_MS;
    const key = `${end} ${entry.region}`;
    const span = spans.get(key);
    if (span) span.push(entry);
    else spans.set(key, [entry]);
  }
  const files = [...spans].map(([key, span]) => {
    const [end = '', region = ''] = key.split(' ');
    const arrivals = span.map((entry) => ({ entry, at: entry.at + random.integer(0, 240) * SECOND_MS }));
    const records = arrivals.sort((one, other) => one.at - other.at).map(({ entry }) => entry.record);
    return { path: filePath(region, Number(end), random), records };
  });
  return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/**
 * A file that CloudTrail delivered although its records are in two others already, as happens now and then:
 * the second half of the span that ends at `end` and most of the next.
 */
export function deliverAgain(files: readonly SampleFile[], end: number, random: Random): SampleFile {
  const prefix = (time: number) => filePrefix(HOME_REGION, time);
  const find = (time: number) => files.find(({ path }) => path.startsWith(prefix(time)))?.records ?? [];
  const [before, after] = [find(end), find(end + DELIVERY_MS)];
  return {
    path: filePath(HOME_REGION, end + DELIVERY_MS, random),
    records: [
      ...before.slice(Math.floor(before.length / 2)),
      ...after.slice(0, Math.ceil(after.length * 0.8)),
    ].reverse(),
  };
}

function filePath(region: string, time: number, random: Random): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  return `${filePrefix(region, time)}_${random.text(letters, 16)}.json.gz`;
}

function filePrefix(region: string, time: number): string {
  const iso = new Date(time).toISOString();
  const stamp = `${iso.slice(0, 16).replaceAll(/[-:]/g, '')}Z`;
  return `AWSLogs/${ACCOUNT_ID}/CloudTrail/${region}/${iso.slice(0, 10).replaceAll('-', '/')}/${ACCOUNT_ID}_CloudTrail_${region}_${stamp}`;
}
