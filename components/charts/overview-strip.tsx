'use client';

import { Bar, BarChart, ReferenceLine, XAxis, YAxis } from 'recharts';
import {
  brushDrag,
  brushGrip,
  fitRange,
  MARKS,
  OVERVIEW_HEIGHT_PX,
  type OverviewBar,
  rangeMs,
  type TimeRange,
  timeAt,
  windowOf,
} from '@/lib/charts';
import { cn } from '../ui/cn';
import { useDragShare } from './use-drag-share';

/** How near to an edge of the window a press takes hold of the edge: about 6 pixels of 1000. */
const EDGE_SHARE = 0.006;

interface OverviewStripProps {
  readonly label: string;
  readonly bars: readonly OverviewBar[];
  readonly extent: TimeRange;
  readonly range: TimeRange;
  readonly alertTime: string;
  readonly onChange: (range: TimeRange) => void;
}

/** The whole extent in little, with the range shown above as a window: drag its edges, itself, or a new one. */
export function OverviewStrip({ label, bars, extent, range, alertTime, onChange }: OverviewStripProps) {
  const current = windowOf(range, extent);
  const { drag, handlers } = useDragShare((done) => {
    const [start, end] = dragged(done.pressed, done.current);
    onChange(fitRange(timeAt(start, extent), timeAt(end, extent), extent));
  });
  const dragged = (pressed: number, now: number) =>
    brushDrag(brushGrip(pressed, current, EDGE_SHARE), current, pressed, now);
  const [start, end] = drag ? dragged(drag.pressed, drag.current) : current;
  const { from, to } = rangeMs(extent);

  return (
    <div
      role="img"
      aria-label={label}
      className="relative cursor-crosshair touch-pan-y select-none"
      style={{ height: OVERVIEW_HEIGHT_PX }}
      {...handlers}
    >
      <BarChart
        responsive
        accessibilityLayer={false}
        data={[...bars]}
        barSize={3}
        style={{ width: '100%', height: OVERVIEW_HEIGHT_PX }}
        margin={{ top: 2, right: 0, bottom: 0, left: 0 }}
      >
        <XAxis dataKey="timeMs" type="number" domain={[from, to]} allowDataOverflow hide />
        <YAxis scale="sqrt" domain={[0, 'dataMax']} hide />
        <ReferenceLine x={Date.parse(alertTime)} stroke="var(--event-alert)" strokeDasharray="3 3" />
        {(['read', 'write', 'error'] as const).map((kind) => (
          <Bar
            key={kind}
            dataKey={kind}
            stackId="events"
            fill={MARKS[kind].color}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
      <div
        aria-hidden
        style={{ left: `${start * 100}%`, width: `${(end - start) * 100}%` }}
        className={cn(
          'absolute inset-y-0 min-w-0.5 cursor-grab border-x border-primary bg-primary/15',
          drag && 'cursor-grabbing',
        )}
      />
    </div>
  );
}
