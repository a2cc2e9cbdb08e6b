import type { ReactTable, Row, RowData, TableFeatures } from '@tanstack/react-table';
import { cn } from './cn';

/** What every column of a virtual table has to say about itself. */
export interface VirtualColumnMeta {
  /** A CSS grid track, `minmax(120px, 1fr)`. */
  readonly width: string;
  readonly align?: 'right';
  readonly sorted?: 'ascending' | 'descending';
}

interface VirtualRowProps<TFeatures extends TableFeatures, TData extends RowData> {
  readonly table: ReactTable<TFeatures, TData, unknown>;
  readonly row: Row<TFeatures, TData>;
  readonly index: number;
  readonly start: number;
  readonly height: number;
  readonly template: string;
  readonly metaOf: (columnId: string) => VirtualColumnMeta;
  readonly active: boolean;
  readonly className: string | undefined;
}

export function VirtualRow<TFeatures extends TableFeatures, TData extends RowData>(
  props: VirtualRowProps<TFeatures, TData>,
) {
  const { table, row, index, start, height, template, metaOf, active, className } = props;
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      aria-current={active || undefined}
      className={cn(
        'absolute inset-x-0 grid items-center border-b px-2 hover:bg-hover aria-[current=true]:bg-selected',
        className,
      )}
      style={{ gridTemplateColumns: template, height, transform: `translateY(${start}px)` }}
    >
      {row.getAllCells().map((cell) => (
        <td
          key={cell.id}
          className={cn(
            'flex min-w-0 items-center gap-1.5 overflow-hidden px-2 whitespace-nowrap',
            metaOf(cell.column.id).align === 'right' && 'justify-end',
          )}
        >
          <table.FlexRender cell={cell} />
        </td>
      ))}
    </tr>
  );
}
