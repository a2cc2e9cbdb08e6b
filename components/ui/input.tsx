import type { ComponentProps } from 'react';
import { cn } from './cn';

export const FIELD =
  'w-full min-w-0 rounded-md border border-input bg-background px-2 transition-colors placeholder:text-muted-foreground hover:border-muted-foreground focus-visible:border-ring focus-visible:outline-1 focus-visible:outline-offset-0 disabled:opacity-50 aria-invalid:border-danger';

export function Input({ className, type = 'text', ...props }: ComponentProps<'input'>) {
  return <input type={type} className={cn(FIELD, 'h-8', className)} {...props} />;
}
