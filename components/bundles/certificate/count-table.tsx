import type { ReactNode } from 'react';
import { cn } from '../../ui/cn';

export interface CountColumn<Row> {
  readonly header: string;
  readonly align?: 'right';
  /** Takes the room that is left. */
  readonly isWide?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface CountTableProps<Row> {
  readonly label: string;
  readonly columns: ReadonlyArray<CountColumn<Row>>;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
}

/** A short table that prints: no scrolling, no rows left out. */
export function CountTable<Row>({ label, columns, rows, keyOf }: CountTableProps<Row>) {
  return (
    <table aria-label={label} className="w-full text-left">
      <thead>
        <tr className="border-b">
          {columns.map(({ header, align, isWide }) => (
            <th
              key={header}
              scope="col"
              className={cn(
                'py-1 pr-4 font-medium whitespace-nowrap text-muted-foreground last:pr-0',
                align === 'right' && 'text-right',
                isWide && 'w-1/2',
              )}
            >
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)} className="break-inside-avoid border-b align-top last:border-0">
            {columns.map(({ header, align, cell, isWide }) => (
              <td
                key={header}
                className={cn(
                  'py-1 pr-4 last:pr-0',
                  align === 'right' && 'text-right whitespace-nowrap',
                  isWide && 'wrap-anywhere',
                )}
              >
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
