'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

interface ColumnSortProps {
  /** A TanStack column with sorting. */
  readonly column: {
    readonly getIsSorted: () => false | 'asc' | 'desc';
    readonly toggleSorting: () => void;
  };
  readonly children: ReactNode;
}

/** A header that sorts the rows at hand by its column. */
export function ColumnSort({ column, children }: ColumnSortProps) {
  return (
    <SortButton direction={column.getIsSorted() || null} onClick={() => column.toggleSorting()}>
      {children}
    </SortButton>
  );
}

interface SortButtonProps {
  readonly direction: 'asc' | 'desc' | null;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

export function SortButton({ direction, onClick, children }: SortButtonProps) {
  const Arrow = direction === 'asc' ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      onClick={onClick}
      className={cn(
        'inline-flex max-w-full items-center gap-1 rounded-sm hover:text-foreground',
        direction && 'text-foreground',
      )}
    >
      <span className="truncate">{children}</span>
      {direction && <Arrow aria-hidden className="size-3 shrink-0" />}
    </button>
  );
}
