'use client';

import { debounce, useQueryStates } from 'nuqs';
import { queueParsers } from './search-params';

const TYPING_MS = 250;

/** Filters, sort and tab, kept in the address. */
export function useQueueState() {
  return useQueryStates(queueParsers, { history: 'replace' });
}

export const WHILE_TYPING = { limitUrlUpdates: debounce(TYPING_MS) };
