'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AlertSort } from '@/lib/alerts/schemas';
import { cn } from '../../ui/cn';
import { useQueueState } from './use-queue-state';

interface SortHeaderProps {
  readonly sort: AlertSort;
  readonly children: ReactNode;
}

/** Sorts by its column; a second click turns the order round. */
export function SortHeader({ sort, children }: SortHeaderProps) {
  const [state, setState] = useQueueState();
  const active = state.sort === sort;
  const Arrow = state.order === 'asc' ? ArrowUp : ArrowDown;
  const next = active && state.order === 'desc' ? 'asc' : 'desc';
  return (
    <button
      type="button"
      onClick={() => setState({ sort, order: next })}
      className={cn(
        'flex max-w-full items-center gap-1 rounded-sm hover:text-foreground',
        active && 'text-foreground',
      )}
    >
      <span className="truncate">{children}</span>
      {active && <Arrow aria-hidden className="size-3 shrink-0" />}
    </button>
  );
}
