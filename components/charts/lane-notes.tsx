import { type Lane, laneTopPx } from '@/lib/charts';

/** Why a lane is empty, in its place. */
export function LaneNotes({ lanes }: { readonly lanes: readonly Lane[] }) {
  return lanes.map((lane, index) => {
    if (lane.buckets.length > 0) return null;
    return (
      <text
        key={lane.key}
        x={8}
        y={laneTopPx(index) + 28}
        fill="var(--muted-foreground)"
        fontSize={12}
        fontStyle="italic"
      >
        {lane.emptyText}
      </text>
    );
  });
}
