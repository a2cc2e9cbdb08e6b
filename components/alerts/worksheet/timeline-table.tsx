import { type BucketKind, MARKS, type TimeRange } from '@/lib/charts';
import { formatNumber, formatUtc } from '@/lib/format';
import type { Timeline } from '@/lib/investigate/schemas';
import type { LaneSelection } from '@/lib/queries/alert';
import { MarkGlyph } from '../../charts/mark-glyph';
import { ScrollRegion } from '../../ui/scroll-region';
import { timelineRows } from './timeline-rows';

interface TimelineTableProps {
  readonly timeline: Timeline;
  readonly only: BucketKind | null;
  readonly range: TimeRange;
  readonly onSelect: (selection: LaneSelection) => void;
}

/** The chart as numbers; each count lists its events. */
export function TimelineTable({ timeline, only, range, onSelect }: TimelineTableProps) {
  const rows = timelineRows(timeline, only, range);
  return (
    <ScrollRegion label="Related activity as a table" className="mt-3 h-64 border">
      <table className="w-full text-left text-xs">
        <thead className="sticky top-0 bg-panel">
          <tr className="h-7 border-b [&>th]:px-2 [&>th]:font-medium [&>th]:text-muted-foreground">
            <th scope="col">Lane</th>
            <th scope="col">From (UTC)</th>
            <th scope="col">To (UTC)</th>
            <th scope="col">Kind</th>
            <th scope="col" className="text-right">
              Events
            </th>
            <th scope="col">Most frequent actions</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ lane, from, to, kind, events, actions }) => (
            <tr key={`${lane.key} ${kind} ${from}`} className="h-7 border-b hover:bg-hover [&>td]:px-2">
              <td>{lane.label}</td>
              <td className="whitespace-nowrap">{formatUtc(from)}</td>
              <td className="whitespace-nowrap">{formatUtc(to)}</td>
              <td>
                <span className="flex items-center gap-1">
                  <MarkGlyph kind={kind} /> {MARKS[kind].label}
                </span>
              </td>
              <td className="text-right">
                <button
                  type="button"
                  className="rounded-sm text-link underline-offset-2 hover:underline"
                  onClick={() => onSelect({ lane: lane.key, kind, from, to, events })}
                >
                  {formatNumber(events)}
                </button>
              </td>
              <td className="max-w-96 truncate font-mono" title={actions.join(', ')}>
                {actions.join(', ')}
              </td>
            </tr>
          ))}
          {rows.length === 0 && (
            <tr className="h-7">
              <td colSpan={6} className="px-2 text-muted-foreground italic">
                No event in this range.
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
