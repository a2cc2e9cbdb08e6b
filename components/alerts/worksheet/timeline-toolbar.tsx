'use client';

import { ChevronLeft, ChevronRight, RotateCcw, Table2, ZoomOut } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { presetOf, RANGE_PRESETS } from '@/lib/charts';
import type { Timeline } from '@/lib/investigate/schemas';
import { Button } from '../../ui/button';
import { Toggle } from '../../ui/toggle';
import { Hint } from '../../ui/tooltip';
import { ExportMenu } from './export-menu';
import type { TimelineView } from './use-timeline-view';

interface TimelineToolbarProps {
  readonly view: TimelineView;
  readonly alertTime: string;
  readonly timeline: Timeline | undefined;
  readonly chartRef: RefObject<HTMLDivElement | null>;
}

export function TimelineToolbar({ view, alertTime, timeline, chartRef }: TimelineToolbarProps) {
  const preset = presetOf(view.range, alertTime);
  const toggleOnly = (kind: 'write' | 'error') => view.setOnly(view.only === kind ? null : kind);
  return (
    <>
      <fieldset className="flex items-center">
        <legend className="sr-only">Time to each side of the alert</legend>
        <span aria-hidden className="mr-1.5 text-muted-foreground">
          ±
        </span>
        {RANGE_PRESETS.map(({ key, label }) => (
          <Toggle key={key} pressed={preset === key} onClick={() => view.showPreset(key)}>
            {label}
          </Toggle>
        ))}
      </fieldset>
      <div className="flex">
        <IconAction label="Earlier" onClick={() => view.pan(-0.5)}>
          <ChevronLeft aria-hidden />
        </IconAction>
        <IconAction label="Later" onClick={() => view.pan(0.5)}>
          <ChevronRight aria-hidden />
        </IconAction>
        <IconAction label="Zoom out" onClick={view.zoomOut}>
          <ZoomOut aria-hidden />
        </IconAction>
        <IconAction label="Reset to 1 h" onClick={view.reset}>
          <RotateCcw aria-hidden />
        </IconAction>
      </div>
      <div className="flex">
        <Toggle pressed={view.only === 'write'} onClick={() => toggleOnly('write')}>
          Writes only
        </Toggle>
        <Toggle pressed={view.only === 'error'} onClick={() => toggleOnly('error')}>
          Errors only
        </Toggle>
      </div>
      <Toggle pressed={view.table} onClick={() => view.setTable(!view.table)}>
        <Table2 aria-hidden /> Table
      </Toggle>
      <ExportMenu view={view} timeline={timeline} chartRef={chartRef} />
    </>
  );
}

function IconAction({
  label,
  onClick,
  children,
}: {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Hint label={label}>
      <Button variant="ghost" size="icon-sm" aria-label={label} onClick={onClick}>
        {children}
      </Button>
    </Hint>
  );
}
