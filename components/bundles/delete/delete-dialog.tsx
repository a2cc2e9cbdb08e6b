'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { toast } from 'sonner';
import type { BundleRow } from '@/lib/bundles/schemas';
import type { ActionResult } from '@/lib/http/responses';
import { bundleKeys, deletionQuery } from '@/lib/queries/bundles';
import { DataPanel } from '../../layout/data-panel';
import { Button } from '../../ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '../../ui/dialog';
import { Skeleton } from '../../ui/skeleton';
import { DeletionFacts } from './deletion-facts';

export type DeleteBundle = (input: { readonly id: number }) => Promise<ActionResult<unknown>>;

interface DeleteDialogProps {
  readonly bundle: BundleRow;
  readonly deleteBundle: DeleteBundle;
  readonly onOpenChange: (open: boolean) => void;
}

/** Says what goes and what stays; one press decides. The worker does it, the list shows how it goes. */
export function DeleteDialog({ bundle, deleteBundle, onOpenChange }: DeleteDialogProps) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const query = useQuery(deletionQuery(bundle.id));
  const [isPending, startTransition] = useTransition();
  const confirm = () =>
    startTransition(async () => {
      const result = await deleteBundle({ id: bundle.id });
      if (!result.ok) {
        toast.error('The bundle was not deleted', { description: result.error.message });
        return;
      }
      await queryClient.invalidateQueries({ queryKey: bundleKeys.list });
      router.push('/bundles');
    });
  const refusal = query.data?.refusal ?? null;
  return (
    <Dialog open onOpenChange={onOpenChange}>
      <DialogContent className="max-w-xl">
        <DialogHeader>
          <DialogTitle className="wrap-anywhere">Delete {bundle.name}?</DialogTitle>
          <DialogDescription>
            What is left will be as if the bundle had never come. It cannot be undone, but the same files can
            be uploaded again.
          </DialogDescription>
        </DialogHeader>
        <div className="min-h-48">
          <DataPanel query={query} skeleton={<Skeleton className="h-48" />}>
            {(preview) => <DeletionFacts preview={preview} />}
          </DataPanel>
        </div>
        {refusal && (
          <p role="alert" className="text-danger">
            {refusal}
          </p>
        )}
        <DialogFooter>
          <Button variant="outline" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button
            variant="destructive"
            disabled={!query.data || refusal !== null || isPending}
            onClick={confirm}
          >
            {isPending ? 'Deleting' : 'Delete bundle'}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
