'use client';

import type { ReactNode } from 'react';
import { Button } from './button';
import { cn } from './cn';

interface ToggleProps {
  readonly pressed: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A button that stays pressed; several side by side share their borders. */
export function Toggle({ pressed, onClick, children }: ToggleProps) {
  return (
    <Button
      variant="outline"
      size="sm"
      aria-pressed={pressed}
      onClick={onClick}
      className={cn(
        '-ml-px rounded-none font-normal first-of-type:rounded-l-md last-of-type:rounded-r-md',
        pressed && 'z-1 border-primary bg-selected hover:bg-selected',
      )}
    >
      {children}
    </Button>
  );
}
