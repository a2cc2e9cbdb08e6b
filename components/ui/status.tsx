import {
  Circle,
  CircleCheck,
  CircleDot,
  CircleEllipsis,
  CircleSlash,
  Copy,
  type LucideIcon,
  ShieldAlert,
  ShieldCheck,
} from 'lucide-react';
import type { AlertStatus, CloseReason } from '@/lib/alerts/schemas';
import { cn } from './cn';
import { keysOf } from './keys-of';

interface Mark {
  readonly word: string;
  readonly icon: LucideIcon;
  readonly color: string;
}

const STATUS = {
  open: { word: 'Open', icon: Circle, color: 'text-foreground' },
  acknowledged: { word: 'Acknowledged', icon: CircleDot, color: 'text-link' },
  closed: { word: 'Closed', icon: CircleCheck, color: 'text-muted-foreground' },
} as const satisfies Record<AlertStatus, Mark>;

const VERDICT = {
  false_positive: { word: 'False positive', icon: CircleSlash, color: 'text-verdict-fp' },
  benign_positive: { word: 'Benign positive', icon: ShieldCheck, color: 'text-verdict-benign' },
  true_positive: { word: 'True positive', icon: ShieldAlert, color: 'text-verdict-tp' },
  duplicate: { word: 'Duplicate', icon: Copy, color: 'text-muted-foreground' },
  other: { word: 'Other', icon: CircleEllipsis, color: 'text-muted-foreground' },
} as const satisfies Record<CloseReason, Mark>;

export const STATUSES: readonly AlertStatus[] = keysOf(STATUS);

export const VERDICTS: readonly CloseReason[] = keysOf(VERDICT);

export function statusWord(status: AlertStatus): string {
  return STATUS[status].word;
}

export function verdictWord(reason: CloseReason): string {
  return VERDICT[reason].word;
}

interface StatusLabelProps {
  readonly status: AlertStatus;
  /** A closed alert shows its verdict: that it is closed goes without saying. */
  readonly reason?: CloseReason | null;
  readonly className?: string;
}

export function StatusLabel({ status, reason, className }: StatusLabelProps) {
  return reason ? (
    <VerdictLabel reason={reason} className={className} />
  ) : (
    <MarkedWord mark={STATUS[status]} className={className} />
  );
}

export function VerdictLabel({
  reason,
  className,
}: {
  readonly reason: CloseReason;
  readonly className?: string;
}) {
  return <MarkedWord mark={VERDICT[reason]} className={className} />;
}

function MarkedWord({ mark, className }: { readonly mark: Mark; readonly className?: string }) {
  const Icon = mark.icon;
  return (
    <span className={cn('inline-flex items-center gap-1.5 whitespace-nowrap', className)}>
      <Icon aria-hidden className={cn('size-3.5 shrink-0', mark.color)} />
      {mark.word}
    </span>
  );
}
