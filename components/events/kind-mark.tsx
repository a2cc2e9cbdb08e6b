import type { EventRow } from '@/lib/events/schemas';
import { cn } from '../ui/cn';

/** Read, write or failed, in the colours and shapes of the timeline. */
export function KindMark({ event }: { readonly event: Pick<EventRow, 'outcome' | 'readOnly'> }) {
  const { word, color, path } = markOf(event);
  return (
    <svg viewBox="0 0 8 8" role="img" aria-label={word} className={cn('size-2 shrink-0', color)}>
      <path d={path} fill="currentColor" stroke="currentColor" />
    </svg>
  );
}

const TRIANGLE = 'M4 1 7.4 7H.6z';
const SQUARE = 'M1 1h6v6h-6z';
const DOT = 'M4 1a3 3 0 1 1 0 6a3 3 0 1 1 0-6z';

function markOf({ outcome, readOnly }: Pick<EventRow, 'outcome' | 'readOnly'>) {
  if (outcome === 'failure') return { word: 'failed', color: 'text-event-error', path: TRIANGLE };
  if (readOnly === false) return { word: 'write', color: 'text-event-write', path: SQUARE };
  return { word: readOnly ? 'read' : 'read or write not recorded', color: 'text-event-read', path: DOT };
}
