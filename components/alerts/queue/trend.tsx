'use client';

import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import type { AlertCounts } from '@/lib/alerts/schemas';
import { describeBar, hasAlerts, selectedBars, toTrendBars } from './trend-bars';

// Recharts is a third of this page's script; the rows must not wait for it.
const TrendChart = dynamic(() => import('./trend-chart').then((module) => module.TrendChart), { ssr: false });

interface TrendProps {
  readonly trend: AlertCounts['trend'];
  /** The range the queue is narrowed to. */
  readonly from: string | null;
  readonly to: string | null;
  readonly onSelect: (from: string, to: string) => void;
}

export function Trend({ trend, from, to, onSelect }: TrendProps) {
  const bars = useMemo(() => toTrendBars(trend), [trend]);
  return (
    <figure className="h-20 shrink-0 border-b px-4 pt-1" aria-label="Alerts by day and severity">
      {bars.length > 0 && (
        <>
          <TrendChart
            bars={bars}
            selected={selectedBars(bars, from, to)}
            onSelect={(start, end) => onSelect(new Date(start).toISOString(), new Date(end).toISOString())}
          />
          <table className="sr-only">
            <caption>Alerts by day and severity</caption>
            <tbody>
              {bars.filter(hasAlerts).map((bar) => (
                <tr key={bar.from}>
                  <th scope="row">{describeBar(bar)}</th>
                  <td>{bar.low} low</td>
                  <td>{bar.medium} medium</td>
                  <td>{bar.high} high</td>
                  <td>{bar.critical} critical</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </figure>
  );
}
