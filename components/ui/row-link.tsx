import Link from 'next/link';
import type { ComponentProps } from 'react';
import { cn } from './cn';

/** The link of a table row: its text is in one cell, its area is the whole row. */
export function RowLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      data-row-link
      prefetch={false}
      className={cn(
        'truncate outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring',
        className,
      )}
      {...props}
    />
  );
}
