'use client';

import { useRouter } from 'next/navigation';
import { type RefObject, useState } from 'react';
import type { AlertRow } from '@/lib/alerts/schemas';
import { useHotkeys } from '../../ui/use-hotkeys';
import type { VirtualTableHandle } from '../../ui/virtual-table';

interface QueueKeysInput {
  readonly alerts: readonly AlertRow[];
  readonly table: RefObject<VirtualTableHandle | null>;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly showKeys: () => void;
}

/** j and k move, Enter opens, / searches, ? lists the keys. Returns the row they stand on. */
export function useQueueKeys({ alerts, table, search, showKeys }: QueueKeysInput): number {
  const router = useRouter();
  const [activeId, setActiveId] = useState<string | null>(null);
  const active = alerts.findIndex((alert) => alert.id === activeId);
  const move = (step: number) => {
    const next = Math.min(Math.max(active + step, 0), alerts.length - 1);
    const alert = alerts[next];
    if (!alert) return;
    setActiveId(alert.id);
    table.current?.focusRow(next);
  };
  const open = (event: KeyboardEvent) => {
    // A focused link or button opens itself.
    const onControl = event.target instanceof Element && event.target.closest('a, button') !== null;
    if (onControl || !activeId) return false;
    router.push(`/alerts/${activeId}`);
  };
  useHotkeys({
    j: () => move(1),
    k: () => move(-1),
    '/': () => search.current?.focus(),
    '?': showKeys,
    Enter: open,
  });
  return active;
}

export const QUEUE_SHORTCUTS = {
  title: 'Alert queue',
  shortcuts: [
    [['j'], 'Next alert'],
    [['k'], 'Previous alert'],
    [['Enter'], 'Open the alert'],
    [['/'], 'Search alerts'],
  ],
} as const;
