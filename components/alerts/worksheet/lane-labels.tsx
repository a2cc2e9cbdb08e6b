import { ALERT_ROW_HEIGHT_PX, LANE_HEIGHT_PX, type TimeRange } from '@/lib/charts';
import { formatCount } from '@/lib/format';
import type { TimelineLane } from '@/lib/investigate/schemas';
import type { LaneSelection } from '@/lib/queries/alert';
import { Absent } from '../../ui/absent';
import { Identifier } from '../../ui/identifier';
import { laneNoun } from './lane-words';

interface LaneLabelsProps {
  readonly lanes: readonly TimelineLane[];
  readonly range: TimeRange;
  readonly onSelect: (selection: LaneSelection) => void;
}

/** What each lane shares with the alert, beside it; the count lists the lane's events. */
export function LaneLabels({ lanes, range, onSelect }: LaneLabelsProps) {
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
            {lane.value !== null && (
              <button
                type="button"
                disabled={lane.total === 0}
                className="rounded-sm whitespace-nowrap text-link underline-offset-2 enabled:hover:underline disabled:text-muted-foreground"
                onClick={() => onSelect({ lane: lane.key, kind: null, ...range })}
              >
                {formatCount(lane.total, 'event')}
              </button>
            )}
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
