import type { ComponentProps } from 'react';
import { cn } from './cn';

/** Holds the place of something that loads: give it the size of what replaces it. */
export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return <div aria-hidden className={cn('h-4 rounded-sm bg-muted', className)} {...props} />;
}
