import { useMemo } from 'react';
import { formatTick, rangeMs, type TimeRange, type TimeTicks, timeTicks } from '@/lib/charts';

/** At 1280 wide a label every 90 pixels still stands free. */
const TICKS_MAX = 9;

export function useTimeTicks(range: TimeRange): TimeTicks {
  return useMemo(() => {
    const { from, to } = rangeMs(range);
    return timeTicks(from, to, TICKS_MAX);
  }, [range]);
}

interface TimeAxisTickProps {
  readonly x: number | string;
  readonly y: number | string;
  readonly timeMs: number;
  readonly stepMs: number;
}

export function TimeAxisTick({ x, y, timeMs, stepMs }: TimeAxisTickProps) {
  return (
    <text x={x} y={y} dy={12} textAnchor="middle" fontSize={12} fill="var(--chart-axis)">
      {formatTick(timeMs, stepMs)}
    </text>
  );
}
