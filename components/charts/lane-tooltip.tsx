import { formatSpan, type LanePoint, MARKS } from '@/lib/charts';
import { formatCount } from '@/lib/format';
import { cn } from '../ui/cn';
import { MarkGlyph } from './mark-glyph';

/** Exact values of a mark: on hover and on keyboard alike. */
export function LaneTooltip({ point, share }: { readonly point: LanePoint; readonly share: number }) {
  const left = `${share * 100}%`;
  return (
    <div
      aria-hidden
      style={{ left, top: point.y }}
      className={cn(
        'pointer-events-none absolute z-20 flex w-max max-w-72 -translate-y-1/2 flex-col rounded-md border border-border-strong bg-popover px-2 py-1 text-xs shadow-md',
        share < 0.6 ? 'translate-x-4' : 'translate-x-[calc(-100%-1rem)]',
      )}
    >
      <span className="flex items-center gap-1 font-medium">
        <MarkGlyph kind={point.kind} />
        {formatCount(point.events, MARKS[point.kind].label)} · {point.laneLabel.toLowerCase()}
      </span>
      <span className="text-muted-foreground">{formatSpan(point.fromMs, point.toMs)}</span>
      <span className="font-mono break-words">{point.actions.join(', ')}</span>
    </div>
  );
}

export function pointSentence(point: LanePoint): string {
  const count = formatCount(point.events, MARKS[point.kind].label);
  return `${point.laneLabel}: ${count}, ${formatSpan(point.fromMs, point.toMs)}. ${point.actions.join(', ')}`;
}
