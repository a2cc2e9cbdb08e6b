import type { ReactNode } from 'react';
import type { Share } from '@/lib/charts';
import { formatNumber } from '@/lib/format';
import { cn } from '../ui/cn';
import { MarkGlyph } from './mark-glyph';

interface ShareBarsProps<Item> {
  readonly label: string;
  readonly shares: ReadonlyArray<Share<Item>>;
  readonly keyOf: (item: Item) => string;
  readonly nameOf: (item: Item) => ReactNode;
  /** The one this alert is about. */
  readonly isSame: (item: Item) => boolean;
}

/** Parts of a whole as bars with their numbers; zero-based, one scale. */
export function ShareBars<Item>({ label, shares, keyOf, nameOf, isSame }: ShareBarsProps<Item>) {
  return (
    <ul aria-label={label} className="flex flex-col gap-1">
      {shares.map(({ item, events, share, percent }) => (
        <li
          key={keyOf(item)}
          className="grid grid-cols-[minmax(0,11rem)_minmax(2rem,1fr)_auto] items-center gap-2 text-xs"
        >
          <span className={cn('flex min-w-0 items-center gap-1', isSame(item) && 'font-medium')}>
            {isSame(item) && <MarkGlyph kind="alert" className="shrink-0" />}
            <span className="truncate">{nameOf(item)}</span>
            {isSame(item) && <span className="sr-only">, this alert</span>}
          </span>
          <span className="h-2 bg-muted">
            <span
              className={cn(
                'block h-full',
                events > 0 && 'min-w-px',
                isSame(item) ? 'bg-chart-blue' : 'bg-chart-grey',
              )}
              style={{ width: `${share * 100}%` }}
            />
          </span>
          <span className="w-24 text-right">
            {formatNumber(events)} <span className="text-muted-foreground">({percent})</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
