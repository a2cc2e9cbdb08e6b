import { laneChartHeightPx, OVERVIEW_HEIGHT_PX } from '@/lib/charts';
import { Skeleton } from '../../ui/skeleton';
import { LANE_COUNT } from './lane-words';

export function TimelineSkeleton() {
  return (
    <div className="grid grid-cols-[13rem_minmax(0,1fr)] gap-x-3">
      <div className="flex flex-col gap-8 pt-6">
        {Array.from({ length: LANE_COUNT }, (_, lane) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          <Skeleton key={lane} className="w-40" />
        ))}
      </div>
      <Skeleton style={{ height: laneChartHeightPx(LANE_COUNT) }} />
      <span />
      <Skeleton style={{ height: OVERVIEW_HEIGHT_PX + 2 }} />
    </div>
  );
}
