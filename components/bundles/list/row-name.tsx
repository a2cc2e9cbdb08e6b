'use client';

import { ChevronDown, ChevronRight } from 'lucide-react';
import { formatCount } from '@/lib/format';
import { cn } from '../../ui/cn';
import { RowLink } from '../../ui/row-link';
import type { BundleGroup, ListRow } from './list-rows';

interface RowNameProps {
  readonly row: ListRow;
  readonly onToggle: (groupKey: string) => void;
}

export function RowName({ row, onToggle }: RowNameProps) {
  if (row.kind === 'bundle') {
    return (
      <RowLink
        href={`/bundles/${row.bundle.id}`}
        title={row.bundle.name}
        className={cn('font-medium', row.isInGroup && 'pl-5.5')}
      >
        {row.bundle.name}
      </RowLink>
    );
  }
  const { key, isOpen } = row.group;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={() => onToggle(key)}
      className="flex min-w-0 items-center gap-1.5 rounded-sm text-left font-medium after:absolute after:inset-0"
    >
      <Chevron aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      <span className="truncate">{groupName(row.group)}</span>
    </button>
  );
}

function groupName({ origin, sender, bundles }: BundleGroup): string {
  return origin === 'api'
    ? `${formatCount(bundles.length, 'push', 'pushes')} by ${sender}`
    : `${formatCount(bundles.length, 'delivery', 'deliveries')} of ${sender}`;
}
