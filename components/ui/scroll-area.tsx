'use client';

import { ScrollArea as Primitive } from 'radix-ui';
import type { ComponentProps, Ref } from 'react';
import { cn } from './cn';

interface ScrollAreaProps extends ComponentProps<typeof Primitive.Root> {
  readonly viewportRef?: Ref<HTMLDivElement>;
  /** Names the region; a scrollable region is reachable by keyboard and so needs a name. */
  readonly label?: string;
}

export function ScrollArea({ className, children, viewportRef, label, ...props }: ScrollAreaProps) {
  return (
    <Primitive.Root className={cn('relative overflow-hidden', className)} {...props}>
      <Primitive.Viewport
        ref={viewportRef}
        className="size-full"
        {...(label ? { tabIndex: 0, role: 'region', 'aria-label': label } : {})}
      >
        {children}
      </Primitive.Viewport>
      <ScrollBar orientation="vertical" />
      <ScrollBar orientation="horizontal" />
      <Primitive.Corner />
    </Primitive.Root>
  );
}

function ScrollBar({ orientation }: { readonly orientation: 'vertical' | 'horizontal' }) {
  return (
    <Primitive.Scrollbar
      orientation={orientation}
      className={cn(
        'flex touch-none p-0.5 select-none',
        orientation === 'vertical' ? 'w-2.5' : 'h-2.5 flex-col',
      )}
    >
      <Primitive.Thumb className="relative flex-1 rounded-full bg-border-strong" />
    </Primitive.Scrollbar>
  );
}
