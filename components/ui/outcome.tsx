import { Check, CircleHelp, X } from 'lucide-react';
import { cn } from './cn';

interface OutcomeLabelProps {
  /** ECS `event.outcome`; null when the record does not say. */
  readonly outcome: string | null;
  /** What AWS answered instead, `Client.UnauthorizedOperation`. */
  readonly errorCode?: string | null;
  readonly className?: string;
}

export function OutcomeLabel({ outcome, errorCode, className }: OutcomeLabelProps) {
  return (
    <span className={cn('inline-flex min-w-0 items-center gap-1.5 whitespace-nowrap', className)}>
      <OutcomeMark outcome={outcome} />
      <span className="truncate" title={errorCode ?? undefined}>
        {outcome === 'failure'
          ? (errorCode ?? 'Failure')
          : outcome === 'success'
            ? 'Success'
            : 'Not recorded'}
      </span>
    </span>
  );
}

function OutcomeMark({ outcome }: { readonly outcome: string | null }) {
  if (outcome === 'failure') return <X aria-hidden className="size-3.5 shrink-0 text-event-error" />;
  if (outcome === 'success') return <Check aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />;
  return <CircleHelp aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />;
}
