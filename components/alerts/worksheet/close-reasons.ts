import type { CloseReason } from '@/lib/alerts/schemas';

interface CloseReasonChoice {
  readonly reason: CloseReason;
  readonly hotkey?: string;
}

/** In the order an analyst meets them. */
export const CLOSE_REASONS: readonly CloseReasonChoice[] = [
  { reason: 'false_positive', hotkey: 'f' },
  { reason: 'benign_positive', hotkey: 'b' },
  { reason: 'true_positive', hotkey: 't' },
  { reason: 'duplicate' },
  { reason: 'other' },
];
