'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useTransition } from 'react';
import { toast } from 'sonner';
import type { RuleOutcome } from '@/lib/detection/evaluate-rule';
import { formatCount } from '@/lib/format';
import type { ActionResult } from '@/lib/http/responses';
import { alertKeys } from '@/lib/queries/alerts';
import { ruleKeys } from '@/lib/queries/rules';
import { Button } from '../ui/button';
import { describeOutcome } from './describe-outcome';

export type Evaluate = (input: {
  readonly ruleId?: string;
  readonly beyondMax?: boolean;
}) => Promise<ActionResult<readonly RuleOutcome[]>>;

interface EvaluateButtonProps {
  readonly evaluate: Evaluate;
  /** One rule; absent: every enabled one. */
  readonly ruleId?: string;
  /** Alerts that the limit held back last time: the button opens them too. */
  readonly heldBack?: number;
}

export function EvaluateButton({ evaluate, ruleId, heldBack = 0 }: EvaluateButtonProps) {
  const [pending, startTransition] = useTransition();
  const queryClient = useQueryClient();
  const run = () =>
    startTransition(async () => {
      const result = await evaluate({ ruleId, beyondMax: heldBack > 0 });
      if (!result.ok) {
        toast.error('The evaluation was refused', { description: result.error.message });
        return;
      }
      const { failed, title, description } = describeOutcome(result.value);
      (failed ? toast.error : toast.success)(title, { description });
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ruleKeys.all }),
        queryClient.invalidateQueries({ queryKey: alertKeys.all }),
      ]);
    });
  if (heldBack > 0) {
    return (
      <Button variant="outline" onClick={run} disabled={pending}>
        {pending ? 'Opening' : `Open the ${formatCount(heldBack, 'alert')} held back`}
      </Button>
    );
  }
  return (
    <Button onClick={run} disabled={pending}>
      <Play aria-hidden />
      {pending ? 'Evaluating' : ruleId ? 'Evaluate now' : 'Evaluate all'}
    </Button>
  );
}
