'use client';

import { useState } from 'react';
import {
  Bar,
  BarChart,
  type MouseHandlerDataParam,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatNumber } from '@/lib/format';
import { SEVERITIES, SeverityLabel } from '../../ui/severity';
import { describeBar, type TrendBar, toDay } from './trend-bars';

/** `12K`: the axis is narrow, the tooltip has the exact number. */
const COMPACT = new Intl.NumberFormat('en-US', { notation: 'compact' });

interface TrendChartProps {
  readonly bars: readonly TrendBar[];
  /** First and last bar of the range the queue is narrowed to. */
  readonly selected: readonly [first: number, last: number] | null;
  /** A click or a drag over bars chose this time. Epoch milliseconds. */
  readonly onSelect: (from: number, to: number) => void;
}

/** Alerts by severity over time. Drag across bars, or click one, to narrow the queue to it. */
export function TrendChart({ bars, selected, onSelect }: TrendChartProps) {
  const [drag, setDrag] = useState<readonly [start: number, end: number] | null>(null);
  const marked = drag ?? selected;
  const finish = () => {
    if (!drag) return;
    const from = bars[Math.min(...drag)]?.from;
    const to = bars[Math.max(...drag)]?.to;
    setDrag(null);
    if (from !== undefined && to !== undefined) onSelect(from, to);
  };
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={[...bars]}
        barCategoryGap={1}
        margin={{ top: 4, right: 0, bottom: 0, left: 0 }}
        onMouseDown={(state) => {
          const index = indexOf(state);
          if (index !== null) setDrag([index, index]);
        }}
        onMouseMove={(state) => {
          const index = indexOf(state);
          if (drag && index !== null) setDrag([drag[0], index]);
        }}
        onMouseUp={finish}
        onMouseLeave={() => setDrag(null)}
      >
        <XAxis
          dataKey="from"
          tickFormatter={toDay}
          tick={{ fontSize: 12, fill: 'var(--chart-axis)' }}
          tickLine={false}
          axisLine={{ stroke: 'var(--chart-grid)' }}
          height={18}
          minTickGap={48}
          interval="preserveStartEnd"
        />
        <YAxis
          allowDecimals={false}
          tick={{ fontSize: 12, fill: 'var(--chart-axis)' }}
          tickLine={false}
          axisLine={false}
          width={36}
          tickCount={3}
          tickFormatter={(value: number) => COMPACT.format(value)}
        />
        <Tooltip
          content={({ payload }) => <BarTooltip bar={payload?.[0]?.payload} />}
          cursor={{ fill: 'var(--muted)' }}
          isAnimationActive={false}
          allowEscapeViewBox={{ x: false, y: true }}
          wrapperStyle={{ zIndex: 20 }}
        />
        {SEVERITIES.map((severity) => (
          <Bar
            key={severity}
            dataKey={severity}
            stackId="alerts"
            fill={`var(--severity-${severity})`}
            isAnimationActive={false}
            className="cursor-pointer"
          />
        ))}
        {marked && (
          <ReferenceArea
            x1={bars[Math.min(...marked)]?.from}
            x2={bars[Math.max(...marked)]?.from}
            fill="var(--primary)"
            fillOpacity={0.25}
            ifOverflow="visible"
          />
        )}
      </BarChart>
    </ResponsiveContainer>
  );
}

function indexOf({ activeTooltipIndex }: MouseHandlerDataParam): number | null {
  const index = Number(activeTooltipIndex ?? Number.NaN);
  return Number.isInteger(index) ? index : null;
}

function BarTooltip({ bar }: { readonly bar: TrendBar | undefined }) {
  if (!bar) return null;
  const present = SEVERITIES.toReversed().filter((severity) => bar[severity] > 0);
  return (
    <div className="rounded-md border border-border-strong bg-popover px-2 py-1 text-xs shadow-md">
      <p className="text-muted-foreground">{describeBar(bar)} UTC</p>
      {present.length === 0 && <p>No alert</p>}
      {present.map((severity) => (
        <p key={severity} className="flex justify-between gap-4">
          <SeverityLabel severity={severity} />
          {formatNumber(bar[severity])}
        </p>
      ))}
    </div>
  );
}
