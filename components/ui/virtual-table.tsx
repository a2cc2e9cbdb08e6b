'use client';

import type { ReactTable, RowData, TableFeatures } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { cn } from './cn';
import { type VirtualColumnMeta, VirtualRow } from './virtual-row';

const ROW_HEIGHT = 32;
const OVERSCAN = 12;
/** What the server renders, and the browser before it knows its own height. */
const FIRST_RECT = { width: 1200, height: 800 };

export interface VirtualTableHandle {
  /** Brings the row into view and its link into focus. */
  readonly focusRow: (index: number) => void;
}

interface VirtualTableProps<TFeatures extends TableFeatures, TData extends RowData> {
  readonly table: ReactTable<TFeatures, TData, unknown>;
  /** Read out as the table's name. */
  readonly label: string;
  readonly metaOf: (columnId: string) => VirtualColumnMeta;
  readonly total?: number;
  readonly activeIndex?: number;
  readonly rowClassName?: (row: TData) => string | undefined;
  /** Narrower than this the table scrolls sideways instead of squeezing its columns. */
  readonly minWidth?: number;
  /** Pixels; more than the usual 32 when a cell holds two lines. */
  readonly rowHeight?: number;
  /** Called when the last rows come into view. */
  readonly onEnd?: () => void;
  readonly footer?: ReactNode;
  readonly handle?: Ref<VirtualTableHandle>;
}

/** A table of any length: real table elements laid out as a grid, only the rows in view in the page. */
export function VirtualTable<TFeatures extends TableFeatures, TData extends RowData>({
  table,
  label,
  metaOf,
  total,
  activeIndex,
  rowClassName,
  minWidth = 960,
  rowHeight = ROW_HEIGHT,
  onEnd,
  footer,
  handle,
}: VirtualTableProps<TFeatures, TData>) {
  const scroller = useRef<HTMLDivElement>(null);
  const { rows } = table.getRowModel();
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    initialRect: FIRST_RECT,
    scrollPaddingStart: ROW_HEIGHT,
  });
  const items = virtualizer.getVirtualItems();
  useEndReached(items.at(-1)?.index ?? -1, rows.length, onEnd);
  useImperativeHandle(handle, () => ({
    focusRow: (index) => {
      virtualizer.scrollToIndex(index);
      requestAnimationFrame(() => rowLink(scroller.current, index)?.focus({ preventScroll: true }));
    },
  }));

  const columns = table.getAllLeafColumns();
  const template = columns.map((column) => metaOf(column.id).width).join(' ');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the row's link does the same by keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the row's link does the same by keyboard
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto" onClick={followRowLink}>
      <table
        aria-label={label}
        aria-rowcount={(total ?? rows.length) + 1}
        className="grid"
        style={{ minWidth }}
      >
        <thead className="sticky top-0 z-10 grid border-b bg-panel">
          {table.getHeaderGroups().map((group) => (
            <tr
              key={group.id}
              aria-rowindex={1}
              className="grid h-8 items-center px-2"
              style={{ gridTemplateColumns: template }}
            >
              {group.headers.map((header) => (
                <th
                  key={header.id}
                  scope="col"
                  aria-sort={metaOf(header.column.id).sorted}
                  className={cn(
                    'truncate px-2 text-left font-medium text-muted-foreground',
                    metaOf(header.column.id).align === 'right' && 'text-right',
                  )}
                >
                  <table.FlexRender header={header} />
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody className="relative grid" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            return row ? (
              <VirtualRow
                key={row.id}
                table={table}
                row={row}
                index={item.index}
                start={item.start}
                height={item.size}
                template={template}
                metaOf={metaOf}
                active={item.index === activeIndex}
                className={rowClassName?.(row.original)}
              />
            ) : null;
          })}
        </tbody>
      </table>
      {footer}
    </div>
  );
}

function useEndReached(lastShown: number, count: number, onEnd: (() => void) | undefined): void {
  useEffect(() => {
    if (count > 0 && lastShown >= count - 1) onEnd?.();
  }, [lastShown, count, onEnd]);
}

const ROW_LINK = 'a[data-row-link]';

function rowLink(root: Element | null, index: number): HTMLAnchorElement | null {
  return root?.querySelector<HTMLAnchorElement>(`tr[data-index="${index}"] ${ROW_LINK}`) ?? null;
}

/** Text that answers to hover lies above the row's link; a click there means the row all the same. */
function followRowLink(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  if (!target || target.closest('a, button, input') || window.getSelection()?.isCollapsed === false) return;
  const link = target.closest('tr')?.querySelector<HTMLAnchorElement>(ROW_LINK);
  const { ctrlKey, metaKey, shiftKey } = event;
  link?.dispatchEvent(
    new window.MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }),
  );
}
