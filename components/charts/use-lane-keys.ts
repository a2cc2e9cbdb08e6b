'use client';

import type { KeyboardEvent } from 'react';
import { type LanePoint, type MoveKey, movePoint, rangeMs, type TimeRange } from '@/lib/charts';

interface LaneKeysInput {
  /** The marks on screen. */
  readonly points: readonly LanePoint[];
  readonly range: TimeRange;
  readonly activeId: string | null;
  readonly onActivate: (id: string | null) => void;
  readonly onSelect: (point: LanePoint) => void;
  readonly onZoom: (fromMs: number, toMs: number) => void;
  readonly onZoomOut: () => void;
}

/** Arrow keys, Home and End move among marks; Enter lists, plus and minus zoom, Escape lets go. */
export function useLaneKeys(input: LaneKeysInput): (event: KeyboardEvent) => void {
  const { points, range, activeId, onActivate, onSelect, onZoom, onZoomOut } = input;
  const active = points.find(({ id }) => id === activeId) ?? null;

  return (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (isMoveKey(event.key)) onActivate(movePoint(points, activeId, event.key)?.id ?? null);
    else if ((event.key === 'Enter' || event.key === ' ') && active) onSelect(active);
    else if (event.key === '+') onZoom(...middleHalf(range));
    else if (event.key === '-') onZoomOut();
    else if (event.key === 'Escape' && active) onActivate(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function middleHalf(range: TimeRange): readonly [number, number] {
  const { from, to } = rangeMs(range);
  const quarter = (to - from) / 4;
  return [from + quarter, to - quarter];
}

const MOVE_KEYS: readonly string[] = [
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
] satisfies MoveKey[];

export function isMoveKey(key: string): key is MoveKey {
  return MOVE_KEYS.includes(key);
}
