import { CircleAlert, CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import type { MemberVerification } from '@/lib/bundles/schemas';
import { cn } from '../../ui/cn';

const VERDICTS = {
  intact: { icon: CircleCheck, color: 'text-success', word: 'intact' },
  differs: { icon: CircleX, color: 'text-danger', word: 'differs' },
  unreadable: { icon: CircleAlert, color: 'text-danger', word: 'does not read' },
  not_kept: { icon: CircleDashed, color: 'text-muted-foreground', word: 'not kept' },
} as const;

/** Whether the evidence of a member still is what came. */
export function VerdictWord({ verification }: { readonly verification: MemberVerification }) {
  const { icon: Icon, color, word } = VERDICTS[verification.verdict];
  return (
    <span
      className="flex items-center gap-1"
      title={verification.message ?? verification.sha256 ?? undefined}
    >
      <Icon aria-hidden className={cn('size-3.5 shrink-0', color)} />
      {word}
    </span>
  );
}
