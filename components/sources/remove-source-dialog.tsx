'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState, useTransition } from 'react';
import { toast } from 'sonner';
import { sourceKeys } from '@/lib/queries/sources';
import type { SourceRow } from '@/lib/sources/schemas';
import { Button } from '../ui/button';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '../ui/dialog';
import type { SourceActions } from './actions';

interface RemoveSourceDialogProps {
  readonly source: SourceRow;
  readonly remove: SourceActions['remove'];
}

export function RemoveSourceDialog({ source, remove }: RemoveSourceDialogProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [pending, startTransition] = useTransition();
  const queryClient = useQueryClient();
  const run = () =>
    startTransition(async () => {
      const result = await remove({ id: source.id });
      if (!result.ok) toast.error('The source was not removed', { description: result.error.message });
      setIsOpen(false);
      await queryClient.invalidateQueries({ queryKey: sourceKeys.list });
    });
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm" aria-label={`Remove ${source.url}`}>
          Remove
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Stop watching this source</DialogTitle>
          <DialogDescription>
            <span className="break-all">{source.url}</span> is no longer looked at, and what was set aside of
            it is forgotten. Bundles that came from it stay.
          </DialogDescription>
        </DialogHeader>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="outline">Cancel</Button>
          </DialogClose>
          <Button variant="destructive" onClick={run} disabled={pending}>
            {pending ? 'Removing' : 'Stop watching'}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
