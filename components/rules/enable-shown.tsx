'use client';

import { useState } from 'react';
import { formatCount } from '@/lib/format';
import type { RuleRow } from '@/lib/rules/schemas';
import { Button } from '../ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '../ui/dialog';
import { type SetEnabled, useSetEnabled } from './use-set-enabled';

interface EnableShownProps {
  readonly rules: readonly RuleRow[];
  readonly setEnabled: SetEnabled;
}

/** Enables the rules the filters leave, once asked. */
export function EnableShown({ rules, setEnabled }: EnableShownProps) {
  const [open, setOpen] = useState(false);
  const { mutate } = useSetEnabled(setEnabled);
  const ids = rules.filter((rule) => !rule.enabled).map((rule) => rule.id);
  const confirm = () => {
    mutate({ ids, enabled: true });
    setOpen(false);
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" disabled={ids.length === 0}>
          Enable all shown
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Enable {formatCount(ids.length, 'rule')}?</DialogTitle>
          <DialogDescription>
            They run with the next evaluation and may open many alerts. Each can be disabled again; alerts
            stay.
          </DialogDescription>
        </DialogHeader>
        <DialogFooter>
          <Button variant="outline" onClick={() => setOpen(false)}>
            Cancel
          </Button>
          <Button onClick={confirm}>Enable</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
