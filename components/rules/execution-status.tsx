import { CircleCheck, CircleDashed, CircleHelp, CircleX, type LucideIcon } from 'lucide-react';
import type { ExecutionRow } from '@/lib/rules/schemas';
import { cn } from '../ui/cn';

const MARKS = {
  running: { word: 'Running', icon: CircleDashed, color: 'text-muted-foreground' },
  succeeded: { word: 'Succeeded', icon: CircleCheck, color: 'text-success' },
  not_evaluable: { word: 'Not evaluable', icon: CircleHelp, color: 'text-warning' },
  failed: { word: 'Failed', icon: CircleX, color: 'text-danger' },
} as const satisfies Record<ExecutionRow['status'], { word: string; icon: LucideIcon; color: string }>;

export function ExecutionStatus({ execution }: { readonly execution: Pick<ExecutionRow, 'status'> }) {
  const { word, icon: Icon, color } = MARKS[execution.status];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Icon aria-hidden className={cn('size-4 shrink-0', color)} />
      {word}
    </span>
  );
}
