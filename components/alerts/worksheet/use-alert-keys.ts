'use client';

import { useRouter } from 'next/navigation';
import type { AlertDetail, CloseReason } from '@/lib/alerts/schemas';
import { useHotkeys } from '../../ui/use-hotkeys';
import type { Decision } from './use-decide';

interface AlertKeysInput {
  readonly alert: AlertDetail;
  readonly onDecide: (decision: Decision) => void;
  readonly onClose: (reason: CloseReason) => void;
  readonly showKeys: () => void;
}

/** e acknowledges; f, b and t close with a note; [ and ] walk the queue; ? lists the keys. */
export function useAlertKeys({ alert, onDecide, onClose, showKeys }: AlertKeysInput): void {
  const router = useRouter();
  const go = (id: string | null) => id && router.push(`/alerts/${id}`);
  const close = (reason: CloseReason) => alert.status !== 'closed' && onClose(reason);
  useHotkeys({
    e: () => alert.status === 'open' && onDecide({ status: 'acknowledged' }),
    f: () => close('false_positive'),
    b: () => close('benign_positive'),
    t: () => close('true_positive'),
    '[': () => go(alert.previousId),
    ']': () => go(alert.nextId),
    '?': showKeys,
  });
}

export const ALERT_SHORTCUTS = {
  title: 'Alert',
  shortcuts: [
    [['e'], 'Acknowledge'],
    [['f'], 'Close as false positive'],
    [['b'], 'Close as benign positive'],
    [['t'], 'Close as true positive'],
    [['['], 'Previous alert of the queue'],
    [[']'], 'Next alert of the queue'],
    [['Ctrl', '↵'], 'Save the note you are writing'],
    [['←', '→', '↑', '↓'], 'Move in the timeline'],
    [['↵'], 'List the events of a mark'],
    [['+', '-'], 'Zoom the timeline'],
  ],
} as const;
