'use client';

import { type KeyboardEvent, type PointerEvent, useId, useState } from 'react';
import { type HeatCell, type HeatTime, moveCell } from '@/lib/charts';
import { HEAT_ROW_PX, HeatCells, heatHeightPx } from './heat-cells';
import { isMoveKey } from './use-lane-keys';
import { useWidth } from './use-width';

export interface HeatStripRow {
  readonly key: string;
  readonly cells: readonly number[];
}

interface HeatStripProps<Row extends HeatStripRow> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly steps: readonly number[];
  readonly time: HeatTime;
  readonly patternId: string;
  /** What a cell says, on hover and to those who hear the page. */
  readonly sentenceOf: (row: Row, bucket: number) => string;
  readonly onSelect: (row: Row, bucket: number) => void;
}

/**
 * Rows of buckets over time. One element takes the focus and arrow keys move from cell to cell: thousands of
 * focusable cells would be a tab stop each.
 */
export function HeatStrip<Row extends HeatStripRow>(props: HeatStripProps<Row>) {
  const { label, rows, steps, time, patternId, sentenceOf, onSelect } = props;
  const hintId = useId();
  const [ref, width] = useWidth();
  const [active, setActive] = useState<HeatCell | null>(null);
  const row = active && rows[active.row];
  const sentence = active && row ? sentenceOf(row, active.bucket) : '';

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (isMoveKey(event.key)) {
      setActive(moveCell(active, event.key, { rows: rows.length, buckets: time.buckets }));
    } else if (event.key === 'Enter' && active && row) onSelect(row, active.bucket);
    else if (event.key === 'Escape' && active) setActive(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const pointAt = (event: PointerEvent<HTMLElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    setActive(cellAt(event.clientX - left, event.clientY - top, width ?? 0, rows.length, time.buckets));
  };

  return (
    <div
      ref={ref}
      role="application"
      aria-roledescription="heat strip"
      aria-label={label}
      aria-describedby={hintId}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is a widget; its arrow keys are described
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={() => setActive(null)}
      onPointerMove={pointAt}
      onPointerLeave={() => setActive(null)}
      onClick={() => active && row && onSelect(row, active.bucket)}
      className="relative min-w-0 cursor-pointer"
      style={{ height: heatHeightPx(rows.length) }}
    >
      <p id={hintId} className="sr-only">
        Arrow keys move from cell to cell, Enter shows its events. The table holds the same numbers.
      </p>
      <p className="sr-only" aria-live="polite">
        {sentence}
      </p>
      {width !== null && (
        <HeatCells
          rows={rows}
          steps={steps}
          time={time}
          width={width}
          patternId={patternId}
          active={row ? active : null}
        />
      )}
      {active && row && <CellTooltip cell={active} buckets={time.buckets} text={sentence} />}
    </div>
  );
}

function cellAt(x: number, y: number, width: number, rows: number, buckets: number): HeatCell | null {
  const row = Math.floor(y / HEAT_ROW_PX);
  const bucket = Math.floor((x / width) * buckets);
  return width > 0 && row >= 0 && row < rows && bucket >= 0 && bucket < buckets ? { row, bucket } : null;
}

interface CellTooltipProps {
  readonly cell: HeatCell;
  readonly buckets: number;
  readonly text: string;
}

function CellTooltip({ cell, buckets, text }: CellTooltipProps) {
  const share = (cell.bucket + 0.5) / buckets;
  return (
    <div
      aria-hidden
      style={{
        left: `${share * 100}%`,
        top: (cell.row + 1) * HEAT_ROW_PX,
        transform: `translateX(${-share * 100}%)`,
      }}
      className="pointer-events-none absolute z-20 w-max max-w-80 rounded-md border border-border-strong bg-popover px-2 py-1 text-xs shadow-md"
    >
      {text}
    </div>
  );
}
