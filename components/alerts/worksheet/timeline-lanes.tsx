'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { type RefObject, useMemo, useState } from 'react';
import {
  type LanePoint,
  laneChartHeightPx,
  layOutLanes,
  OVERVIEW_HEIGHT_PX,
  overviewBars,
  overviewLane,
} from '@/lib/charts';
import type { Timeline, TimelineLane } from '@/lib/investigate/schemas';
import { type LaneSelection, timelineQuery } from '@/lib/queries/alert';
import { Skeleton } from '../../ui/skeleton';
import { LaneLabels } from './lane-labels';
import { emptyLaneText, LANE_COUNT } from './lane-words';
import type { TimelineView } from './use-timeline-view';

const LaneChart = dynamic(() => import('../../charts/lane-chart').then((module) => module.LaneChart), {
  ssr: false,
  loading: () => <Skeleton style={{ height: laneChartHeightPx(LANE_COUNT) }} />,
});
const OverviewStrip = dynamic(
  () => import('../../charts/overview-strip').then((module) => module.OverviewStrip),
  { ssr: false, loading: () => <Skeleton style={{ height: OVERVIEW_HEIGHT_PX }} /> },
);

interface TimelineLanesProps {
  readonly alertId: string;
  readonly timeline: Timeline;
  readonly view: TimelineView;
  readonly selection: LaneSelection | null;
  readonly onSelect: (selection: LaneSelection) => void;
  readonly chartRef: RefObject<HTMLDivElement | null>;
}

/** The lanes with their labels, and the whole extent in little under them. */
export function TimelineLanes({
  alertId,
  timeline,
  view,
  selection,
  onSelect,
  chartRef,
}: TimelineLanesProps) {
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

interface OverviewProps {
  readonly alertId: string;
  readonly alertTime: string;
  readonly view: TimelineView;
}

function Overview({ alertId, alertTime, view }: OverviewProps) {
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
