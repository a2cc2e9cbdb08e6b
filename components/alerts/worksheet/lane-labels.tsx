import { ALERT_ROW_HEIGHT_PX, type BucketKind, LANE_HEIGHT_PX, MARKS, type TimeRange } from '@/lib/charts';
import { formatCount } from '@/lib/format';
import type { TimelineLane } from '@/lib/investigate/schemas';
import type { LaneSelection } from '@/lib/queries/alert';
import { Absent } from '../../ui/absent';
import { Identifier } from '../../ui/identifier';
import { laneNoun } from './lane-words';

interface LaneLabelsProps {
  readonly lanes: readonly TimelineLane[];
  readonly range: TimeRange;
  readonly only: BucketKind | null;
  readonly onSelect: (selection: LaneSelection) => void;
}

/** What each lane shares with the alert, beside it; the count lists the lane's events. */
export function LaneLabels({ lanes, range, only, onSelect }: LaneLabelsProps) {
  return (
    <ul style={{ paddingTop: ALERT_ROW_HEIGHT_PX }} className="text-xs">
      {lanes.map((lane) => (
        <li
          key={lane.key}
          style={{ height: LANE_HEIGHT_PX }}
          className="flex flex-col justify-center border-t border-chart-grid last:border-b"
        >
          <span className="flex items-baseline justify-between gap-2">
            <span className="font-medium">{lane.label}</span>
            {lane.value !== null && <LaneCount lane={lane} range={range} only={only} onSelect={onSelect} />}
          </span>
          {lane.value === null ? (
            <Absent>no {laneNoun(lane.key)} in this record</Absent>
          ) : (
            <Identifier value={lane.value} kind={laneNoun(lane.key)} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface LaneCountProps extends Omit<LaneLabelsProps, 'lanes'> {
  readonly lane: TimelineLane;
}

function LaneCount({ lane, range, only, onSelect }: LaneCountProps) {
  const events =
    only === null
      ? lane.total
      : lane.buckets.reduce((sum, bucket) => (bucket.kind === only ? sum + bucket.events : sum), 0);
  return (
    <button
      type="button"
      disabled={events === 0}
      className="rounded-sm whitespace-nowrap text-link underline-offset-2 enabled:hover:underline disabled:text-muted-foreground"
      onClick={() => onSelect({ lane: lane.key, kind: only, events, ...range })}
    >
      {formatCount(events, only ? MARKS[only].label : 'event')}
    </button>
  );
}
