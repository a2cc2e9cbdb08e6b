'use client';

import type { AlertCounts } from '@/lib/alerts/schemas';
import { formatNumber } from '@/lib/format';
import { cn } from '../../ui/cn';
import { statusWord } from '../../ui/status';
import { QUEUE_TABS, type QueueState } from './search-params';

interface QueueTabsProps {
  readonly current: QueueState['status'];
  readonly counts: AlertCounts['status'] | undefined;
  readonly onChange: (tab: QueueState['status']) => void;
}

export function QueueTabs({ current, counts, onChange }: QueueTabsProps) {
  return (
    <fieldset className="flex h-8 items-stretch rounded-md border border-border-strong">
      <legend className="sr-only">Status</legend>
      {QUEUE_TABS.map((tab) => (
        <button
          key={tab}
          type="button"
          aria-pressed={tab === current}
          onClick={() => onChange(tab)}
          className={cn(
            'flex items-center gap-1.5 border-l border-border-strong px-2.5 whitespace-nowrap first-of-type:rounded-l-md first-of-type:border-l-0 last:rounded-r-md',
            tab === current ? 'bg-selected font-medium' : 'text-muted-foreground hover:bg-hover',
          )}
        >
          {tab === 'all' ? 'All' : statusWord(tab)}
          <span className="min-w-4 text-right text-xs text-muted-foreground">{countOf(tab, counts)}</span>
        </button>
      ))}
    </fieldset>
  );
}

function countOf(tab: QueueState['status'], counts: AlertCounts['status'] | undefined): string {
  if (!counts) return '';
  return formatNumber(tab === 'all' ? counts.open + counts.acknowledged + counts.closed : counts[tab]);
}
