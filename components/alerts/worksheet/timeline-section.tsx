'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useMemo, useRef, useState } from 'react';
import { type LanePoint, layOutLanes, overviewBars, overviewLane } from '@/lib/charts';
import type { Timeline, TimelineLane } from '@/lib/investigate/schemas';
import { type LaneSelection, timelineQuery } from '@/lib/queries/alert';
import { MarkLegend } from '../../charts/mark-glyph';
import { DataPanel } from '../../layout/data-panel';
import { Skeleton } from '../../ui/skeleton';
import { LaneEvents } from './lane-events';
import { LaneLabels } from './lane-labels';
import { emptyLaneText } from './lane-words';
import { Section } from './section';
import { TimelineTable } from './timeline-table';
import { TimelineToolbar } from './timeline-toolbar';
import { type TimelineView, useTimelineView } from './use-timeline-view';

const LANES = 4;
/** Kept here as well, so that the place is held before the chart's code has arrived. */
const CHART_HEIGHT_PX = 236;
const OVERVIEW_HEIGHT_PX = 40;

const LaneChart = dynamic(() => import('../../charts/lane-chart').then((module) => module.LaneChart), {
  ssr: false,
  loading: () => <Skeleton style={{ height: CHART_HEIGHT_PX }} />,
});
const OverviewStrip = dynamic(
  () => import('../../charts/overview-strip').then((module) => module.OverviewStrip),
  { ssr: false, loading: () => <Skeleton style={{ height: OVERVIEW_HEIGHT_PX }} /> },
);

interface TimelineSectionProps {
  readonly alertId: string;
  readonly alertTime: string;
}

export function TimelineSection({ alertId, alertTime }: TimelineSectionProps) {
  const view = useTimelineView(alertTime);
  const query = useQuery(timelineQuery(alertId, view.range));
  const [selection, setSelection] = useState<LaneSelection | null>(null);
  const chartRef = useRef<HTMLDivElement>(null);

  return (
    <Section
      title="Related activity"
      note={<MarkLegend kinds={['read', 'write', 'error', 'alert']} />}
      actions={
        <TimelineToolbar view={view} alertTime={alertTime} timeline={query.data} chartRef={chartRef} />
      }
    >
      <DataPanel query={query} skeleton={<TimelineSkeleton />}>
        {(timeline) => (
          <>
            <Lanes
              alertId={alertId}
              timeline={timeline}
              view={view}
              selection={selection}
              onSelect={setSelection}
              chartRef={chartRef}
            />
            {view.table && (
              <TimelineTable
                timeline={timeline}
                only={view.only}
                range={view.range}
                onSelect={setSelection}
              />
            )}
          </>
        )}
      </DataPanel>
      {selection && (
        <LaneEvents alertId={alertId} selection={selection} onDismiss={() => setSelection(null)} />
      )}
    </Section>
  );
}

interface LanesProps {
  readonly alertId: string;
  readonly timeline: Timeline;
  readonly view: TimelineView;
  readonly selection: LaneSelection | null;
  readonly onSelect: (selection: LaneSelection) => void;
  readonly chartRef: React.RefObject<HTMLDivElement | null>;
}

function Lanes({ alertId, timeline, view, selection, onSelect, chartRef }: LanesProps) {
  const [activeId, setActiveId] = useState<string | null>(null);
  const lanes = useMemo(() => timeline.lanes.map(withEmptyText), [timeline]);
  const points = useMemo(() => layOutLanes(lanes, timeline, view.only), [lanes, timeline, view.only]);
  const select = (point: LanePoint) => {
    const lane = timeline.lanes.find(({ key }) => key === point.lane);
    if (lane) onSelect(toSelection(lane, point));
  };

  return (
    <div className="grid grid-cols-[13rem_minmax(0,1fr)] gap-x-3">
      <LaneLabels lanes={timeline.lanes} range={view.range} only={view.only} onSelect={onSelect} />
      <div ref={chartRef} className="px-4">
        <LaneChart
          lanes={lanes}
          points={points}
          range={view.range}
          alertTime={timeline.alertTime}
          activeId={activeId}
          selectedId={selection && selectedPointId(selection)}
          onActivate={setActiveId}
          onSelect={select}
          onZoom={view.zoomTo}
          onZoomOut={view.zoomOut}
        />
      </div>
      <Overview alertId={alertId} view={view} alertTime={timeline.alertTime} />
    </div>
  );
}

function Overview({ alertId, view, alertTime }: { alertId: string; view: TimelineView; alertTime: string }) {
  const { data } = useQuery(timelineQuery(alertId, view.extent));
  const lane = data && overviewLane(data.lanes);
  const label = lane ? `${lane.label}, 14 d to each side` : '14 d to each side';
  const bars = useMemo(
    () => (data && lane ? overviewBars(lane.buckets, data.bucketSeconds) : []),
    [data, lane],
  );
  return (
    <>
      <p className="self-center text-xs text-muted-foreground">
        {label}
        <br />
        drag to choose a range
      </p>
      <div className="border-y px-4">
        <OverviewStrip
          label={label}
          bars={bars}
          extent={view.extent}
          range={view.range}
          alertTime={alertTime}
          onChange={view.setRange}
        />
      </div>
    </>
  );
}

export function TimelineSkeleton() {
  return (
    <div className="grid grid-cols-[13rem_minmax(0,1fr)] gap-x-3">
      <div className="flex flex-col gap-8 pt-6">
        {Array.from({ length: LANES }, (_, lane) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          <Skeleton key={lane} className="w-40" />
        ))}
      </div>
      <Skeleton style={{ height: CHART_HEIGHT_PX }} />
      <span />
      <Skeleton style={{ height: OVERVIEW_HEIGHT_PX + 2 }} />
    </div>
  );
}

function withEmptyText(lane: TimelineLane) {
  return { ...lane, emptyText: emptyLaneText(lane) };
}

function toSelection(lane: TimelineLane, point: LanePoint): LaneSelection {
  return {
    lane: lane.key,
    kind: point.kind,
    events: point.events,
    from: new Date(point.fromMs).toISOString(),
    to: new Date(point.toMs).toISOString(),
  };
}

function selectedPointId({ lane, kind, from }: LaneSelection): string {
  return `${lane} ${kind} ${Date.parse(from)}`;
}
