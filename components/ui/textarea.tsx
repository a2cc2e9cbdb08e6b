import type { ComponentProps } from 'react';
import { cn } from './cn';
import { FIELD } from './input';

export function Textarea({ className, rows = 3, ...props }: ComponentProps<'textarea'>) {
  return <textarea rows={rows} className={cn(FIELD, 'py-1.5', className)} {...props} />;
}
