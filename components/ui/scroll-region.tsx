import type { ComponentProps } from 'react';
import { cn } from './cn';

interface ScrollRegionProps extends ComponentProps<'section'> {
  readonly label: string;
}

/** A part of the page with a scrollbar of its own: named, and in the tab order so that keys can scroll it. */
export function ScrollRegion({ label, className, ...props }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboards scroll what has focus
    <section tabIndex={0} aria-label={label} className={cn('overflow-auto', className)} {...props} />
  );
}
