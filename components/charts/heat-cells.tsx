import type { HeatCell, HeatTime } from '@/lib/charts';
import { formatTick, HEAT_LEVELS, heatExtent, heatRuns, rangeMs, timeTicks } from '@/lib/charts';

export const HEAT_ROW_PX = 22;
/** Of a row; the rest keeps rows apart. */
const CELL_PX = 18;
const AXIS_PX = 22;
const TICK_PX = 84;

export function heatHeightPx(rows: number): number {
  return rows * HEAT_ROW_PX + AXIS_PX;
}

interface HeatCellsProps {
  readonly rows: ReadonlyArray<{ readonly key: string; readonly cells: readonly number[] }>;
  readonly steps: readonly number[];
  readonly time: HeatTime;
  readonly width: number;
  /** Unique on the page: what the gaps' pattern is called. */
  readonly patternId: string;
  readonly active?: HeatCell | null;
}

/** Records by row and time: darker is more, hatched is a gap. Runs of equal cells are one shape, so that long strips stay light. */
export function HeatCells({ rows, steps, time, width, patternId, active }: HeatCellsProps) {
  const unit = width / time.buckets;
  const bottom = rows.length * HEAT_ROW_PX;
  return (
    <svg width={width} height={heatHeightPx(rows.length)} aria-hidden="true" className="block">
      <HeatPattern id={patternId} />
      {rows.map(({ key, cells }, index) => (
        <g key={key} transform={`translate(0,${index * HEAT_ROW_PX})`}>
          <line
            x1={0}
            x2={width}
            y1={CELL_PX / 2}
            y2={CELL_PX / 2}
            stroke="var(--chart-grid)"
            strokeWidth={1}
          />
          {heatRuns(cells, steps).map(({ start, end, level }) => (
            <rect
              key={start}
              x={start * unit}
              y={0}
              width={(end - start) * unit}
              height={CELL_PX}
              {...heatFill(level, patternId)}
            />
          ))}
        </g>
      ))}
      <HeatAxis time={time} width={width} top={bottom} />
      {active && (
        <rect
          x={active.bucket * unit}
          y={active.row * HEAT_ROW_PX}
          width={Math.max(unit, 3)}
          height={CELL_PX}
          fill="none"
          stroke="var(--foreground)"
          strokeWidth={2}
        />
      )}
    </svg>
  );
}

export function heatFill(level: number, patternId: string) {
  if (level === 0) return { fill: `url(#${patternId})` };
  return { fill: 'var(--chart-blue)', fillOpacity: 0.15 + (0.85 * level) / HEAT_LEVELS };
}

/** Slanted lines: a gap is told apart from few records without its colour. */
export function HeatPattern({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={6} height={6} fill="var(--background)" />
        <rect width={2.5} height={6} fill="var(--chart-vermillion)" />
      </pattern>
    </defs>
  );
}

interface HeatAxisProps {
  readonly time: HeatTime;
  readonly width: number;
  readonly top: number;
}

function HeatAxis({ time, width, top }: HeatAxisProps) {
  const { from, to } = rangeMs(heatExtent(time));
  const { ticks, stepMs } = timeTicks(from, to, Math.max(Math.floor(width / TICK_PX), 2));
  return ticks.map((tick) => {
    const x = ((tick - from) / (to - from)) * width;
    const isAtEnd = x > width - TICK_PX / 3;
    return (
      <g key={tick} transform={`translate(${x},${top})`}>
        <line y1={-4} y2={2} stroke="var(--chart-axis)" />
        <text
          y={14}
          textAnchor={x < TICK_PX / 3 ? 'start' : isAtEnd ? 'end' : 'middle'}
          fontSize={12}
          fill="var(--chart-axis)"
        >
          {formatTick(tick, stepMs)}
        </text>
      </g>
    );
  });
}
