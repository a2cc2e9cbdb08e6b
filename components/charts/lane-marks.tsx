import { type LanePoint, MARKS, markPath } from '@/lib/charts';

interface LaneMarkProps {
  readonly x: number | undefined;
  readonly y: number | undefined;
  readonly point: LanePoint;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly onActivate: (id: string | null) => void;
  readonly onSelect: () => void;
}

/** One mark, with a halo when it is the active or the selected one. */
export function LaneMark({ x, y, point, isActive, isSelected, onActivate, onSelect }: LaneMarkProps) {
  const { shape, color } = MARKS[point.kind];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the chart around it carries the keyboard (see LaneChart)
    <g
      transform={`translate(${x ?? 0},${y ?? 0})`}
      className="cursor-pointer"
      onMouseEnter={() => onActivate(point.id)}
      onMouseLeave={() => onActivate(null)}
      onClick={onSelect}
    >
      <circle r={Math.max(point.radius, 7)} fill="transparent" />
      {(isActive || isSelected) && (
        <circle
          r={point.radius + 4}
          fill={isSelected ? color : 'none'}
          fillOpacity={0.25}
          stroke="var(--foreground)"
          strokeWidth={isActive ? 1.5 : 1}
        />
      )}
      <path d={markPath(shape, point.radius)} fill={color} stroke="var(--background)" strokeWidth={1} />
    </g>
  );
}

/** The alert itself: the only diamond. */
export function alertMark({ cx, cy }: { readonly cx?: number; readonly cy?: number }) {
  return (
    <path
      transform={`translate(${cx ?? 0},${cy ?? 0})`}
      d={markPath(MARKS.alert.shape, 6)}
      fill={MARKS.alert.color}
    />
  );
}
