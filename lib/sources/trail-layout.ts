import { DAY_MS } from '../time';

/**
 * How CloudTrail lays out a bucket:
 * `[prefix/]AWSLogs/[o-organization/]<account>/CloudTrail/<region>/2026/03/20/<account>_CloudTrail_<region>_<time>_….json.gz`,
 * digests and Insights beside it under names of their own. Keys of one region sort by day, then by time.
 */
const REGION_ROOT = /^(?:.*\/)?AWSLogs\/(?:o-[a-z0-9]+\/)?\d{12}\/CloudTrail(?:-[A-Za-z]+)?\/[a-z0-9-]+\//;
const DAY = /^(\d{4})\/(\d{2})\/(\d{2})\//;
const OTHER_SERVICE = /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]+\/)?\d{12}\/(?!CloudTrail)[^/]+\//;

/** Where a prefix stands in the layout. `above`: anything that has no AWSLogs folder in it yet. */
export type TrailLevel = 'above' | 'logs' | 'organization' | 'account' | 'trail' | 'region' | 'other';

const LEVELS: ReadonlyArray<readonly [TrailLevel, RegExp]> = [
  ['logs', /(?:^|\/)AWSLogs\/$/],
  ['organization', /(?:^|\/)AWSLogs\/o-[a-z0-9]+\/$/],
  ['account', /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]+\/)?\d{12}\/$/],
  ['trail', /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]+\/)?\d{12}\/CloudTrail(?:-[A-Za-z]+)?\/$/],
];

/** Judged by the whole folders of the prefix: what stands behind its last slash may be half a name. */
export function trailLevel(prefix: string): TrailLevel {
  const folders = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  if (REGION_ROOT.test(folders)) return 'region';
  const level = LEVELS.find(([, form]) => form.test(folders))?.[0];
  if (level) return level;
  return /(?:^|\/)AWSLogs\//.test(folders) ? 'other' : 'above';
}

/** The part of a key or prefix down to its region's folder, slash included; null outside the layout. */
export function regionRoot(key: string): string | null {
  return REGION_ROOT.exec(key)?.[0] ?? null;
}

/** The day of the folder that a key lies in, `2026-03-20`; null outside the layout. */
export function dayOfKey(key: string): string | null {
  const root = regionRoot(key);
  const match = root === null ? null : DAY.exec(key.slice(root.length));
  return match ? `${match[1]}-${match[2]}-${match[3]}` : null;
}

/** Logs of other services that share the bucket (flow logs, load balancers): never ours. */
export function isOtherService(key: string): boolean {
  return OTHER_SERVICE.test(key);
}

/** Bounds for keys of one region by days, both included: list behind `after`, stop at `before`. */
export function dayBounds(
  root: string,
  days: { readonly since?: string; readonly until?: string },
): { readonly after?: string; readonly before?: string } {
  const folder = (day: string) => root + day.replaceAll('-', '/');
  return {
    ...(days.since ? { after: folder(days.since) } : {}),
    ...(days.until ? { before: folder(nextDay(days.until)) } : {}),
  };
}

/** Midnight of a day, and of the day behind it. Epoch milliseconds. */
export function dayStart(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function nextDay(day: string): string {
  return toDay(new Date(dayStart(day) + DAY_MS));
}

export function toDay(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** A key's stem up to its time: `…/2026/03/20/111122223333_CloudTrail_eu-west-1_` and `20260320T1205`. */
const LOG_FILE = /^(\d{12}_CloudTrail_[a-z0-9-]+_)(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})Z_/;

/**
 * Where to list from when `last` was the last key seen of its region: files may come late, so from `overlapMs` before
 * that one's time; of names that tell no time, from the start of the day before.
 */
export function listAgainAfter(last: string, overlapMs: number): string | null {
  const root = regionRoot(last);
  const day = dayOfKey(last);
  if (root === null || day === null) return null;
  const [, stem, year, month, date, hour, minute] = LOG_FILE.exec(last.slice(root.length + 11)) ?? [];
  if (!stem) return root + toDay(new Date(dayStart(day) - DAY_MS)).replaceAll('-', '/');
  const from = new Date(
    Date.parse(`${year}-${month}-${date}T${hour}:${minute}:00Z`) - overlapMs,
  ).toISOString();
  const folder = from.slice(0, 10).replaceAll('-', '/');
  return `${root}${folder}/${stem}${from.slice(0, 16).replaceAll(/[-:]/g, '')}`;
}
