'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useTransition } from 'react';
import { toast } from 'sonner';
import type { RuleOutcome } from '@/lib/detection/evaluate-rule';
import type { ActionResult } from '@/lib/http/responses';
import { alertKeys } from '@/lib/queries/alerts';
import { ruleKeys } from '@/lib/queries/rules';
import { Button } from '../ui/button';
import { describeOutcome } from './describe-outcome';

export type Evaluate = (input: { readonly ruleId?: string }) => Promise<ActionResult<readonly RuleOutcome[]>>;

interface EvaluateButtonProps {
  readonly evaluate: Evaluate;
  /** One rule; absent: every enabled one. */
  readonly ruleId?: string;
}

export function EvaluateButton({ evaluate, ruleId }: EvaluateButtonProps) {
  const [pending, startTransition] = useTransition();
  const queryClient = useQueryClient();
  const run = () =>
    startTransition(async () => {
      const result = await evaluate({ ruleId });
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
  return (
    <Button onClick={run} disabled={pending}>
      <Play aria-hidden />
      {pending ? 'Evaluating' : ruleId ? 'Evaluate now' : 'Evaluate all'}
    </Button>
  );
}
