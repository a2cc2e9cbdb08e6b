import type { Activity, ActivityRow } from '@/lib/bundles/schemas';
import { bucketRange, type CsvValue, formatSpan, type HeatTime, isGap, rangeMs } from '@/lib/charts';
import { formatCount, formatDuration } from '@/lib/format';
import { eventAddress } from '../../events/search-params';

export interface StripRow extends ActivityRow {
  readonly key: string;
}

export function stripRows(activity: Activity): readonly StripRow[] {
  return activity.rows.map((row) => ({ ...row, key: `${row.account} ${row.region}` }));
}

export function placeName({ account, region }: Pick<ActivityRow, 'account' | 'region'>): string {
  return `${account || 'no account'} ${region || 'no region'}`;
}

/** What one cell of the strip says, exactly. */
export function cellSentence(row: ActivityRow, bucket: number, time: HeatTime): string {
  const { from, to } = rangeMs(bucketRange(time, bucket));
  return `${placeName(row)}, ${formatSpan(from, to)}: ${cellWords(row, bucket)}`;
}

function cellWords({ cells }: ActivityRow, bucket: number): string {
  const records = cells[bucket] ?? 0;
  if (records > 0) return formatCount(records, 'record');
  if (isGap(cells, bucket)) return 'no record, a gap';
  return cells.slice(0, bucket).some((count) => count > 0)
    ? 'nothing after the last record'
    : 'nothing before the first record';
}

/** The events of one cell. */
export function cellAddress({ link }: ActivityRow, bucket: number, time: HeatTime): string {
  return eventAddress('/events', { q: link.query, bundle: link.bundle, ...bucketRange(time, bucket) });
}

/** How often nothing was recorded, of all rows: the sentence over the strip. */
export function gapSentence({ gapHours, rows }: Activity): string {
  if (gapHours === 0)
    return 'No gap: between first and last record no hour is without one, in any account and region.';
  const worst = rows.flatMap((row) => row.gaps.map((gap) => ({ row, gap })));
  const longest = worst.reduce(
    (best, next) => (next.gap.hours > best.gap.hours ? next : best),
    worst[0] ?? NONE,
  );
  const where = longest.row
    ? ` The longest, ${formatDuration(longest.gap.hours * 3_600_000)}, is in ${placeName(longest.row)} from ${longest.gap.from.slice(0, 16).replace('T', ' ')} UTC.`
    : '';
  return `${formatCount(gapHours, 'hour')} without a record between others.${where}`;
}

const NONE = { row: null, gap: { hours: 0, from: '', to: '' } };

export const ACTIVITY_CSV_HEADER = ['account', 'region', 'from_utc', 'to_utc', 'records', 'gap'];

/** Every bucket from the first record of its row to the last. */
export function activityCsvRows(rows: readonly ActivityRow[], time: HeatTime): CsvValue[][] {
  return rows.flatMap(({ account, region, cells }) =>
    cells.flatMap((records, bucket) => {
      const gap = isGap(cells, bucket);
      const { from, to } = bucketRange(time, bucket);
      return records > 0 || gap ? [[account, region, from, to, records, gap]] : [];
    }),
  );
}
