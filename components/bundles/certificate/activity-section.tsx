'use client';

import { Table2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useId, useMemo, useRef, useState } from 'react';
import type { Activity, BundleRow } from '@/lib/bundles/schemas';
import { bucketWord, heatSteps } from '@/lib/charts';
import { formatCount, formatNumber } from '@/lib/format';
import { HEAT_ROW_PX } from '../../charts/heat-cells';
import { HeatLegend } from '../../charts/heat-legend';
import { HeatStrip } from '../../charts/heat-strip';
import { Section } from '../../layout/section';
import { Button } from '../../ui/button';
import { Toggle } from '../../ui/toggle';
import { ActivityExport } from './activity-export';
import { MoreRows } from './activity-more';
import { ActivityTable } from './activity-table';
import {
  cellAddress,
  cellSentence,
  gapSentence,
  placeName,
  type StripRow,
  stripRows,
} from './activity-words';

const ROWS_SHOWN = 20;

interface ActivitySectionProps {
  readonly activity: Activity;
  readonly bundle: BundleRow;
}

/** When each account and region spoke, and when it was silent. */
export function ActivitySection({ activity, bundle }: ActivitySectionProps) {
  const router = useRouter();
  const patternId = useId();
  const chartRef = useRef<HTMLDivElement>(null);
  const [isTable, setTable] = useState(false);
  const [isAll, setAll] = useState(false);
  const every = useMemo(() => stripRows(activity), [activity]);
  const rows = isAll ? every : every.slice(0, ROWS_SHOWN);
  const max = Math.max(...every.flatMap(({ cells }) => cells), 1);
  const steps = heatSteps(max);
  return (
    <Section
      title="Activity by account and region"
      actions={
        <>
          <HeatLegend steps={steps} max={max} bucket={bucketWord(activity)} patternId={patternId} />
          <Toggle pressed={isTable} onClick={() => setTable(!isTable)}>
            <Table2 aria-hidden /> Table
          </Toggle>
          <ActivityExport
            bundleId={bundle.id}
            bundleName={bundle.name}
            rows={rows}
            time={activity}
            chartRef={chartRef}
          />
        </>
      }
    >
      <p className="pb-2">
        {gapSentence(activity)} <span className="text-muted-foreground">{activity.meaning}</span>
      </p>
      <div ref={chartRef} className="grid grid-cols-[minmax(10rem,16rem)_minmax(0,1fr)] gap-3">
        <RowNames rows={rows} />
        <HeatStrip
          label={`Records of ${formatCount(every.length, 'account and region', 'accounts and regions')} over time`}
          rows={rows}
          steps={steps}
          time={activity}
          patternId={patternId}
          sentenceOf={(row, bucket) => cellSentence(row, bucket, activity)}
          onSelect={(row, bucket) => router.push(cellAddress(row, bucket, activity))}
        />
      </div>
      {every.length > ROWS_SHOWN && (
        <Button variant="link" onClick={() => setAll(!isAll)}>
          {isAll ? `Show the busiest ${ROWS_SHOWN}` : `Show all ${formatNumber(every.length)}`}
        </Button>
      )}
      <MoreRows activity={activity} />
      {isTable && (
        <div className="pt-3">
          <ActivityTable rows={rows} />
        </div>
      )}
    </Section>
  );
}

function RowNames({ rows }: { readonly rows: readonly StripRow[] }) {
  return (
    <ul aria-hidden className="min-w-0">
      {rows.map((row) => (
        <li
          key={row.key}
          style={{ height: HEAT_ROW_PX }}
          className="flex items-center justify-between gap-2 pb-1 font-mono text-xs"
        >
          <span className="truncate" title={placeName(row)}>
            {placeName(row)}
          </span>
          <span className="shrink-0 text-muted-foreground">{formatNumber(row.records)}</span>
        </li>
      ))}
    </ul>
  );
}
