'use client';

import type { ReactNode } from 'react';
import type { AlertSort } from '@/lib/alerts/schemas';
import { SortButton } from '../../ui/column-sort';
import { useQueueState } from './use-queue-state';

interface SortHeaderProps {
  readonly sort: AlertSort;
  readonly children: ReactNode;
}

/** Sorts the whole queue by its column; a second click turns the order round. */
export function SortHeader({ sort, children }: SortHeaderProps) {
  const [state, setState] = useQueueState();
  const active = state.sort === sort;
  const next = active && state.order === 'desc' ? 'asc' : 'desc';
  return (
    <SortButton direction={active ? state.order : null} onClick={() => setState({ sort, order: next })}>
      {children}
    </SortButton>
  );
}
