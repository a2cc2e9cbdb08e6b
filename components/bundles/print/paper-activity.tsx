import type { Activity } from '@/lib/bundles/schemas';
import { bucketWord, heatSteps } from '@/lib/charts';
import { HEAT_ROW_PX, HeatCells } from '../../charts/heat-cells';
import { HeatLegend } from '../../charts/heat-legend';
import { MoreRows } from '../certificate/activity-more';
import { ActivityTable } from '../certificate/activity-table';
import { gapSentence, placeName, stripRows } from '../certificate/activity-words';

/** What stands beside the names on a page of A4 or Letter. */
const STRIP_WIDTH_PX = 470;

/** The strip, drawn once at the width of a page, and its numbers. */
export function PaperActivity({ activity }: { readonly activity: Activity }) {
  const rows = stripRows(activity);
  const max = Math.max(...rows.flatMap(({ cells }) => cells), 1);
  const steps = heatSteps(max);
  return (
    <>
      <p className="pb-2">
        {gapSentence(activity)} {activity.meaning}
      </p>
      <HeatLegend steps={steps} max={max} bucket={bucketWord(activity)} patternId="paper" />
      <div className="grid grid-cols-[12.5rem_1fr] gap-2 pt-2 pb-3">
        <ul aria-hidden>
          {rows.map((row) => (
            <li key={row.key} style={{ height: HEAT_ROW_PX }} className="truncate font-mono text-xs">
              {placeName(row)}
            </li>
          ))}
        </ul>
        <HeatCells rows={rows} steps={steps} time={activity} width={STRIP_WIDTH_PX} patternId="paper" />
      </div>
      <MoreRows activity={activity} />
      <ActivityTable rows={rows} />
    </>
  );
}
