'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import type { AlertDetail, AlertStatus, CloseReason } from '@/lib/alerts/schemas';
import { worksheetKeys } from '@/lib/queries/alert';
import { alertDetailQuery, alertKeys } from '@/lib/queries/alerts';
import { verdictWord } from '../../ui/status';
import { unwrap, type WorksheetActions } from './actions';

export interface Decision {
  readonly status: AlertStatus;
  readonly reason?: CloseReason;
  readonly note?: string;
}

const DONE = {
  open: 'Reopened',
  acknowledged: 'Acknowledged',
  closed: 'Closed',
} as const satisfies Record<AlertStatus, string>;

/** Changes the alert's status: shown at once, taken back when the server refuses. */
export function useDecide(alert: AlertDetail, setStatus: WorksheetActions['setStatus']) {
  const client = useQueryClient();
  const { queryKey } = alertDetailQuery(alert.id);

  return useMutation({
    mutationFn: (decision: Decision) =>
      unwrap(setStatus({ id: alert.id, expectedStatus: alert.status, ...decision })),
    onMutate: async ({ status, reason, note }) => {
      await client.cancelQueries({ queryKey, exact: true });
      const before = client.getQueryData(queryKey);
      client.setQueryData(
        queryKey,
        (shown) => shown && { ...shown, status, reason: reason ?? null, note: note || null },
      );
      return before;
    },
    onSuccess: (saved, { status, reason }) => {
      client.setQueryData(queryKey, saved);
      toast.success(reason ? `Closed: ${verdictWord(reason).toLowerCase()}` : DONE[status]);
    },
    onError: (error, _decision, before) => {
      client.setQueryData(queryKey, before);
      toast.error('The status did not change', { description: error.message });
      // A refusal is most often someone else's decision: show it.
      void client.invalidateQueries({ queryKey, exact: true });
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: worksheetKeys.activity(alert.id) });
      // The queue and its counts; findings and timelines do not depend on the status.
      void client.invalidateQueries({
        queryKey: alertKeys.all,
        predicate: ({ queryKey: [, part] }) => part !== 'detail',
      });
    },
  });
}
