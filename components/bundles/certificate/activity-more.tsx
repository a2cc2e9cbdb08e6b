import type { Activity } from '@/lib/bundles/schemas';
import { formatCount, formatNumber } from '@/lib/format';

/** What the strip does not show. */
export function MoreRows({ activity }: { readonly activity: Activity }) {
  const { rows, rowsTotal, outside } = activity;
  return (
    <>
      {rowsTotal > rows.length && (
        <p className="text-muted-foreground">
          The {formatNumber(rows.length)} busiest of {formatNumber(rowsTotal)} accounts and regions.
        </p>
      )}
      {outside > 0 && (
        <p className="text-muted-foreground">
          {formatCount(outside, 'record')} with times far off {outside === 1 ? 'is' : 'are'} not in the strip;
          see clock oddities.
        </p>
      )}
    </>
  );
}
