'use client';

import { Switch as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

/** On or off, at once: there is nothing to save. Its place says it as well as its colour. */
export function Switch({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      className={cn(
        'inline-flex h-4 w-7 shrink-0 items-center rounded-full border border-input bg-background px-px transition-colors disabled:opacity-50 data-[state=checked]:border-primary data-[state=checked]:bg-primary',
        className,
      )}
      {...props}
    >
      <Primitive.Thumb className="size-3 rounded-full bg-input transition-transform data-[state=checked]:translate-x-3 data-[state=checked]:bg-primary-foreground" />
    </Primitive.Root>
  );
}
