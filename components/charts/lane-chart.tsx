'use client';

import { useId } from 'react';
import {
  CartesianGrid,
  ReferenceArea,
  ReferenceDot,
  ReferenceLine,
  Scatter,
  ScatterChart,
  XAxis,
  YAxis,
} from 'recharts';
import {
  ALERT_ROW_HEIGHT_PX,
  AXIS_HEIGHT_PX,
  type Lane,
  type LanePoint,
  laneChartHeightPx,
  lanesHeightPx,
  laneTopPx,
  rangeMs,
  shareOf,
  type TimeRange,
  timeAt,
} from '@/lib/charts';
import { alertMark, LaneMark } from './lane-marks';
import { LaneNotes } from './lane-notes';
import { LaneTooltip, pointSentence } from './lane-tooltip';
import { TimeAxisTick, useTimeTicks } from './time-axis';
import { useDragShare } from './use-drag-share';
import { useLaneKeys } from './use-lane-keys';

interface LaneChartProps {
  readonly lanes: readonly Lane[];
  readonly points: readonly LanePoint[];
  readonly range: TimeRange;
  readonly alertTime: string;
  readonly activeId: string | null;
  readonly selectedId: string | null;
  readonly onActivate: (id: string | null) => void;
  readonly onSelect: (point: LanePoint) => void;
  readonly onZoom: (fromMs: number, toMs: number) => void;
  readonly onZoomOut: () => void;
}

/**
 * Events side by side in lanes over time. One element takes the focus and arrow keys move an active mark, because
 * Recharts draws marks anew on every zoom and a focused mark would lose the focus.
 */
export function LaneChart(props: LaneChartProps) {
  const { lanes, points, range, alertTime, activeId, selectedId, onActivate, onSelect, onZoom } = props;
  const hintId = useId();
  const { from, to } = rangeMs(range);
  const plotHeight = lanesHeightPx(lanes.length);
  const visible = points.filter(({ timeMs }) => timeMs >= from && timeMs <= to);
  const active = visible.find(({ id }) => id === activeId) ?? null;
  const ticks = useTimeTicks(range);
  const { drag, handlers } = useDragShare(({ pressed, current }) =>
    onZoom(timeAt(pressed, range), timeAt(current, range)),
  );

  const onKeyDown = useLaneKeys({ ...props, points: visible });

  return (
    <div
      role="application"
      aria-roledescription="timeline chart"
      aria-label={`${visible.length} marks in ${lanes.length} lanes`}
      aria-describedby={hintId}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is a widget; its arrow keys are described
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={() => onActivate(null)}
      className="relative cursor-crosshair touch-pan-y select-none"
      {...handlers}
    >
      <p id={hintId} className="sr-only">
        Arrow keys move from mark to mark, Enter lists its events, plus and minus zoom. The table view holds
        the same numbers.
      </p>
      <p className="sr-only" aria-live="polite">
        {active ? pointSentence(active) : ''}
      </p>
      <ScatterChart
        responsive
        accessibilityLayer={false}
        style={{ width: '100%', height: laneChartHeightPx(lanes.length) }}
        margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
        className="[&_.recharts-surface]:overflow-visible"
      >
        <CartesianGrid horizontal={false} stroke="var(--chart-grid)" />
        <XAxis
          dataKey="timeMs"
          type="number"
          domain={[from, to]}
          allowDataOverflow
          ticks={[...ticks.ticks]}
          interval={0}
          height={AXIS_HEIGHT_PX}
          axisLine={false}
          tickLine={false}
          tick={(tick) => (
            <TimeAxisTick x={tick.x} y={tick.y} timeMs={Number(tick.payload.value)} stepMs={ticks.stepMs} />
          )}
        />
        <YAxis dataKey="y" type="number" domain={[0, plotHeight]} reversed hide />
        {[...lanes.keys(), lanes.length].map((index) => (
          <ReferenceLine key={index} y={laneTopPx(index)} stroke="var(--chart-grid)" />
        ))}
        {drag && (
          <ReferenceArea
            x1={timeAt(drag.pressed, range)}
            x2={timeAt(drag.current, range)}
            fill="var(--primary)"
            fillOpacity={0.15}
          />
        )}
        <ReferenceLine x={Date.parse(alertTime)} stroke="var(--event-alert)" strokeDasharray="3 3" />
        <ReferenceDot x={Date.parse(alertTime)} y={ALERT_ROW_HEIGHT_PX / 2} shape={alertMark} />
        <Scatter
          data={visible}
          isAnimationActive={false}
          shape={({ cx, cy, payload }) => (
            <LaneMark
              x={cx}
              y={cy}
              point={payload}
              isActive={payload.id === activeId}
              isSelected={payload.id === selectedId}
              onActivate={onActivate}
              onSelect={() => onSelect(payload)}
            />
          )}
        />
        <LaneNotes lanes={lanes} />
      </ScatterChart>
      {active && !drag && <LaneTooltip point={active} share={shareOf(active.timeMs, range)} />}
    </div>
  );
}
