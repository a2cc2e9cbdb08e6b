'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { useQueryState } from 'nuqs';
import { eventParsers } from './search-params';

export function OrderHeader() {
  const [order, setOrder] = useQueryState('order', eventParsers.order);
  const Arrow = order === 'asc' ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      onClick={() => setOrder(order === 'asc' ? 'desc' : 'asc')}
      className="flex items-center gap-1 rounded-sm text-foreground"
    >
      Time (UTC)
      <Arrow aria-hidden className="size-3" />
    </button>
  );
}
