import { CircleAlert, CircleCheck, CircleDashed, CircleX, type LucideIcon } from 'lucide-react';
import type { BundleRow } from '@/lib/bundles/schemas';
import { cn } from '../ui/cn';
import { type BundleVerdict, shortVerdictOf, verdictOf } from './verdict';

const MARKS = {
  running: { icon: CircleDashed, color: 'text-muted-foreground' },
  clean: { icon: CircleCheck, color: 'text-success' },
  losses: { icon: CircleAlert, color: 'text-warning' },
  failed: { icon: CircleX, color: 'text-danger' },
} as const satisfies Record<BundleVerdict['kind'], { icon: LucideIcon; color: string }>;

export function BundleVerdictLabel({
  bundle,
  isShort = false,
  className,
}: {
  readonly bundle: BundleRow;
  /** The numbers of events and files stand beside it. */
  readonly isShort?: boolean;
  readonly className?: string;
}) {
  const { kind, text } = isShort ? shortVerdictOf(bundle) : verdictOf(bundle);
  const { icon: Icon, color } = MARKS[kind];
  return (
    <span className={cn('flex min-w-0 items-center gap-1.5', className)}>
      <Icon aria-hidden className={cn('size-4 shrink-0', color)} />
      <span className="truncate" title={text}>
        {text}
      </span>
    </span>
  );
}
