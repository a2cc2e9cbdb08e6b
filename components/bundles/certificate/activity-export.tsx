'use client';

import { Download } from 'lucide-react';
import type { RefObject } from 'react';
import { toast } from 'sonner';
import { bucketWord, type HeatTime, toCsv } from '@/lib/charts';
import { download } from '../../charts/download';
import { chartToPng } from '../../charts/export-png';
import { HEAT_ROW_PX } from '../../charts/heat-cells';
import { Button } from '../../ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { ACTIVITY_CSV_HEADER, activityCsvRows, placeName, type StripRow } from './activity-words';

/** Where a caption's first line has to stand to be level with a row of the strip. */
const LABEL_SHIFT_PX = 19;

interface ActivityExportProps {
  readonly bundleId: number;
  readonly bundleName: string;
  readonly rows: readonly StripRow[];
  readonly time: HeatTime;
  readonly chartRef: RefObject<HTMLDivElement | null>;
}

/** The strip as a file: the numbers of all its rows, or the picture on screen. */
export function ActivityExport({ bundleId, bundleName, rows, time, chartRef }: ActivityExportProps) {
  const fileName = (extension: string) => `bundle-${bundleId}_activity.${extension}`;
  const saveCsv = () => {
    const text = toCsv(ACTIVITY_CSV_HEADER, activityCsvRows(rows, time));
    download(new Blob([text], { type: 'text/csv' }), fileName('csv'));
  };
  const savePng = async () => {
    const chart = chartRef.current?.querySelector('svg');
    if (!chart) return;
    const caption = {
      title: `${bundleName}: records by account and region (UTC)`,
      legend: `darker: more in ${bucketWord(time)}   hatched: a gap`,
      labels: rows.map((row, index) => ({
        text: placeName(row),
        value: '',
        y: index * HEAT_ROW_PX + LABEL_SHIFT_PX,
      })),
    };
    try {
      download(await chartToPng(chart, caption), fileName('png'));
    } catch {
      toast.error('The picture could not be made', { description: 'The CSV holds the same numbers.' });
    }
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="sm" className="font-normal">
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
