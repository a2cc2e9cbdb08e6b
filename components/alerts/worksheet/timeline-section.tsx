'use client';

import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { laneChartHeightPx, OVERVIEW_HEIGHT_PX } from '@/lib/charts';
import { type LaneSelection, timelineQuery } from '@/lib/queries/alert';
import { MarkLegend } from '../../charts/mark-glyph';
import { DataPanel } from '../../layout/data-panel';
import { Section } from '../../layout/section';
import { LaneEvents } from './lane-events';
import { LANE_COUNT } from './lane-words';
import { TimelineLanes } from './timeline-lanes';
import { TimelineSkeleton } from './timeline-skeleton';
import { TimelineTable } from './timeline-table';
import { TimelineToolbar } from './timeline-toolbar';
import { useTimelineView } from './use-timeline-view';

/** Lanes, axis and overview with its borders: what an error message must not be shorter than. */
const PANEL_HEIGHT_PX = laneChartHeightPx(LANE_COUNT) + OVERVIEW_HEIGHT_PX + 2;

interface TimelineSectionProps {
  readonly alertId: string;
  readonly alertTime: string;
}

/** What else was done by the same principal, key, address and on the same instance, around the alert. */
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
      <div style={{ minHeight: PANEL_HEIGHT_PX }}>
        <DataPanel query={query} skeleton={<TimelineSkeleton />}>
          {(timeline) => (
            <>
              <TimelineLanes
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
      </div>
      {selection && (
        <LaneEvents alertId={alertId} selection={selection} onDismiss={() => setSelection(null)} />
      )}
    </Section>
  );
}
