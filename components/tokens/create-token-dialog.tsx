'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { NewToken } from '@/lib/accounts/schemas';
import { tokenKeys } from '@/lib/queries/tokens';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
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
import type { CreateToken } from './actions';
import { CreateTokenForm } from './create-token-form';

/** Asks for a name, then shows the token: the only time that anyone sees it. */
export function CreateTokenDialog({ create }: { readonly create: CreateToken }) {
  const [made, setMade] = useState<NewToken | null>(null);
  const queryClient = useQueryClient();
  const onOpenChange = (open: boolean) => {
    if (open || !made) return;
    setMade(null);
    void queryClient.invalidateQueries({ queryKey: tokenKeys.list });
  };
  return (
    <Dialog onOpenChange={onOpenChange}>
      <DialogTrigger asChild>
        <Button>
          <Plus aria-hidden />
          New token
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{made ? 'Keep this token now' : 'New token'}</DialogTitle>
          <DialogDescription>
            {made
              ? 'It is stored as a hash and never shown again.'
              : 'For a program that pushes files. It can do nothing else.'}
          </DialogDescription>
        </DialogHeader>
        {made ? <MadeToken made={made} /> : <CreateTokenForm create={create} onMade={setMade} />}
      </DialogContent>
    </Dialog>
  );
}

function MadeToken({ made }: { readonly made: NewToken }) {
  return (
    <>
      <code className="rounded-md bg-muted p-2 font-mono text-xs break-all">{made.token}</code>
      <DialogFooter>
        <CopyButton value={made.token} label="Copy token" size="default" />
        <DialogClose asChild>
          <Button>Done</Button>
        </DialogClose>
      </DialogFooter>
    </>
  );
}
