'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import type { ActionResult } from '@/lib/http/responses';
import { ruleDetailQuery, ruleKeys, ruleListQuery } from '@/lib/queries/rules';
import { unwrap } from '../alerts/worksheet/actions';

export interface EnabledChange {
  readonly ids: string[];
  readonly enabled: boolean;
}

export type SetEnabled = (change: EnabledChange) => Promise<ActionResult<void>>;

const mutationKey = ['rules', 'set-enabled'];

/** Changes rules of the other state: shown at once, taken back when the server refuses. */
export function useSetEnabled(setEnabled: SetEnabled) {
  const client = useQueryClient();
  const show = ({ ids, enabled }: EnabledChange) => {
    const changed = new Set(ids);
    client.setQueryData(ruleListQuery().queryKey, (rules) =>
      rules?.map((rule) => (changed.has(rule.id) ? { ...rule, enabled } : rule)),
    );
    for (const id of ids) {
      client.setQueryData(ruleDetailQuery(id).queryKey, (rule) => rule && { ...rule, enabled });
    }
  };
  return useMutation({
    mutationKey,
    scope: { id: mutationKey.join(' ') },
    mutationFn: (change: EnabledChange) => unwrap(setEnabled(change)),
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey: ruleKeys.all });
      show(change);
    },
    onError: (error, { ids, enabled }) => {
      show({ ids, enabled: !enabled });
      const what = ids.length === 1 ? 'The rule was' : 'The rules were';
      toast.error(`${what} not ${enabled ? 'enabled' : 'disabled'}`, { description: error.message });
    },
    onSettled: () => {
      // What is read while another change waits its turn would take that one back on the screen.
      if (client.isMutating({ mutationKey }) === 1) {
        void client.invalidateQueries({ queryKey: ruleKeys.all });
      }
    },
  });
}
