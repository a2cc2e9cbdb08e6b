import { HEAT_LEVELS } from '@/lib/charts';
import { formatNumber } from '@/lib/format';
import { HeatPattern, heatFill } from './heat-cells';

interface HeatLegendProps {
  readonly steps: readonly number[];
  readonly max: number;
  /** `an hour`, `a day`. */
  readonly bucket: string;
  readonly patternId: string;
}

/** What the shades mean, in records, and what the hatching means. */
export function HeatLegend({ steps, max, bucket, patternId }: HeatLegendProps) {
  return (
    <ul
      aria-label="Legend"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted-foreground"
    >
      <li>Records in {bucket}:</li>
      {steps.map((step, index) => (
        <li key={step} className="flex items-center gap-1">
          <Swatch level={HEAT_LEVELS - steps.length + index + 1} patternId={patternId} />
          {stepWord(step, steps[index + 1], max)}
        </li>
      ))}
      <li className="flex items-center gap-1">
        <Swatch level={0} patternId={patternId} />
        none, a gap
      </li>
    </ul>
  );
}

function Swatch({ level, patternId }: { readonly level: number; readonly patternId: string }) {
  return (
    <svg width={14} height={12} aria-hidden="true">
      {level === 0 && <HeatPattern id={`${patternId}-legend`} />}
      <rect width={14} height={12} {...heatFill(level, `${patternId}-legend`)} />
    </svg>
  );
}

function stepWord(step: number, next: number | undefined, max: number): string {
  const end = next === undefined ? max : next - 1;
  return end <= step ? formatNumber(step) : `${formatNumber(step)} to ${formatNumber(end)}`;
}
