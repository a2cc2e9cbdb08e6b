'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState, useTransition } from 'react';
import { toast } from 'sonner';
import type { TokenRow } from '@/lib/accounts/schemas';
import { tokenKeys } from '@/lib/queries/tokens';
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
import type { RevokeToken } from './actions';

interface RevokeTokenDialogProps {
  readonly token: TokenRow;
  readonly revoke: RevokeToken;
}

export function RevokeTokenDialog({ token, revoke }: RevokeTokenDialogProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [pending, startTransition] = useTransition();
  const queryClient = useQueryClient();
  const run = () =>
    startTransition(async () => {
      const result = await revoke({ id: token.id });
      if (!result.ok) toast.error('The token was not revoked', { description: result.error.message });
      setIsOpen(false);
      await queryClient.invalidateQueries({ queryKey: tokenKeys.list });
    });
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm" aria-label={`Revoke ${token.name}`}>
          Revoke
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Revoke this token</DialogTitle>
          <DialogDescription>
            Programs that use <span className="font-medium break-all">{token.name}</span> are refused from
            then on. What they pushed stays. This cannot be undone.
          </DialogDescription>
        </DialogHeader>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="outline">Cancel</Button>
          </DialogClose>
          <Button variant="destructive" onClick={run} disabled={pending}>
            {pending ? 'Revoking' : 'Revoke'}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
