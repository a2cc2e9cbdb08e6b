'use client';

import { Download } from 'lucide-react';
import type { RefObject } from 'react';
import { toast } from 'sonner';
import { LANE_HEIGHT_PX, laneTopPx, toCsv } from '@/lib/charts';
import { formatUtc } from '@/lib/format';
import type { Timeline } from '@/lib/investigate/schemas';
import { download } from '../../charts/download';
import { chartToPng } from '../../charts/export-png';
import { Button } from '../../ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { timelineRows } from './timeline-rows';
import type { TimelineView } from './use-timeline-view';

const CSV_HEADER = ['lane', 'value', 'from_utc', 'to_utc', 'kind', 'events', 'most_frequent_actions'];

interface ExportMenuProps {
  readonly view: TimelineView;
  readonly timeline: Timeline | undefined;
  readonly chartRef: RefObject<HTMLDivElement | null>;
}

/** What is on screen as a file: the numbers, or the picture. */
export function ExportMenu({ view, timeline, chartRef }: ExportMenuProps) {
  const saveCsv = () => {
    if (!timeline) return;
    const rows = timelineRows(timeline, view.only, view.range).map((row) => [
      row.lane.label,
      row.lane.value,
      row.from,
      row.to,
      row.kind,
      row.events,
      row.actions.join(' '),
    ]);
    download(new Blob([toCsv(CSV_HEADER, rows)], { type: 'text/csv' }), fileName(view, 'csv'));
  };
  const savePng = async () => {
    const chart = chartRef.current?.querySelector('svg');
    if (!chart || !timeline) return;
    try {
      download(await chartToPng(chart, caption(timeline, view)), fileName(view, 'png'));
    } catch {
      toast.error('The picture could not be made', { description: 'The CSV holds the same numbers.' });
    }
  };

  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="sm" disabled={!timeline} className="font-normal">
          <Download aria-hidden /> Export
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={saveCsv}>Numbers (CSV)</DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void savePng()}>Picture (PNG)</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function caption(timeline: Timeline, { range }: TimelineView) {
  return {
    title: `Related activity, ${formatUtc(range.from)} to ${formatUtc(range.to)} UTC (alert: ${formatUtc(timeline.alertTime)})`,
    legend: '● read   ■ write   ▲ error   ◆ this alert',
    labels: timeline.lanes.map(({ label, value }, index) => ({
      text: label,
      value: value ?? 'not in this record',
      y: laneTopPx(index) + LANE_HEIGHT_PX / 2,
    })),
  };
}

function fileName({ range }: TimelineView, extension: string): string {
  const stamp = (iso: string) => formatUtc(iso).replaceAll(/[ :]/g, '-');
  return `related-activity_${stamp(range.from)}_${stamp(range.to)}.${extension}`;
}
