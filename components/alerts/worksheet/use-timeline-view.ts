'use client';

import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { fitRange, panRange, presetRange, type RangePreset, type TimeRange, zoomOut } from '@/lib/charts';
import { shownRange, timelineParsers } from './timeline-view';

/** The timeline's range and filters, kept in the URL, and the ways to change them. */
export function useTimelineView(alertTime: string) {
  const [{ from, to, only, table }, setView] = useQueryStates(timelineParsers, { history: 'replace' });
  const range = useMemo(() => shownRange(from, to, alertTime), [from, to, alertTime]);
  const extent = useMemo(() => presetRange('14d', alertTime), [alertTime]);

  const setRange = (next: TimeRange) => void setView({ from: new Date(next.from), to: new Date(next.to) });
  return {
    range,
    extent,
    only,
    table,
    setRange,
    showPreset: (preset: RangePreset) => setRange(presetRange(preset, alertTime)),
    zoomTo: (fromMs: number, toMs: number) => setRange(fitRange(fromMs, toMs, extent)),
    zoomOut: () => setRange(zoomOut(range, extent)),
    pan: (share: number) => setRange(panRange(range, share, extent)),
    reset: () => void setView({ from: null, to: null }),
    setOnly: (next: typeof only) => void setView({ only: next }),
    setTable: (next: boolean) => void setView({ table: next }),
  };
}

export type TimelineView = ReturnType<typeof useTimelineView>;
