'use client';

import { useQueryState } from 'nuqs';
import { SortButton } from '../ui/column-sort';
import { eventParsers } from './search-params';

export function OrderHeader() {
  const [order, setOrder] = useQueryState('order', eventParsers.order);
  return (
    <SortButton direction={order} onClick={() => setOrder(order === 'asc' ? 'desc' : 'asc')}>
      Time (UTC)
    </SortButton>
  );
}
