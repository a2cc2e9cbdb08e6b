'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import type { Worksheet, WorksheetStep } from '@/lib/investigate/schemas';
import { worksheetKeys, worksheetQuery } from '@/lib/queries/alert';
import { unwrap, type WorksheetActions } from './actions';

type StepChange = Partial<Pick<WorksheetStep, 'state' | 'note' | 'updatedBy' | 'updatedAt'>>;

/** Saves the answer to one step: shown at once, taken back alone when the server refuses. */
export function useSetStep(alertId: string, step: WorksheetStep, setStep: WorksheetActions['setStep']) {
  const client = useQueryClient();
  const { queryKey } = worksheetQuery(alertId);
  const show = (change: StepChange) =>
    client.setQueryData(queryKey, (sheet) => sheet && withStep(sheet, step.id, change));

  return useMutation({
    scope: { id: `step ${alertId} ${step.id}` },
    mutationFn: ({ state, note }: Pick<WorksheetStep, 'state' | 'note'>) =>
      unwrap(setStep({ alertId, stepId: step.id, state, note: note ?? '' })),
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey });
      show(change);
      return { state: step.state, note: step.note };
    },
    onSuccess: ({ updatedBy, updatedAt }) => show({ updatedBy, updatedAt }),
    onError: (error, _change, before) => {
      if (before) show(before);
      toast.error(`“${step.title}” was not saved`, { description: error.message });
    },
    onSettled: () => void client.invalidateQueries({ queryKey: worksheetKeys.activity(alertId) }),
  });
}

function withStep(sheet: Worksheet, stepId: string, change: StepChange): Worksheet {
  return {
    ...sheet,
    steps: sheet.steps.map((step) => (step.id === stepId ? { ...step, ...change } : step)),
  };
}
