'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState, useTransition } from 'react';
import { toast } from 'sonner';
import type { AddedPublicKeys, AddPublicKeysInput } from '@/lib/bundles/schemas';
import { formatCount } from '@/lib/format';
import type { ActionResult } from '@/lib/http/responses';
import { bundleKeys } from '@/lib/queries/bundles';
import { Button } from '../../ui/button';
import { Label } from '../../ui/label';
import { Textarea } from '../../ui/textarea';

export type AddPublicKeys = (input: AddPublicKeysInput) => Promise<ActionResult<AddedPublicKeys>>;

interface PublicKeysFormProps {
  readonly addPublicKeys: AddPublicKeys;
}

/** Takes what `aws cloudtrail list-public-keys` prints; the digests are judged anew with it. */
export function PublicKeysForm({ addPublicKeys }: PublicKeysFormProps) {
  const id = useId();
  const queryClient = useQueryClient();
  const [json, setJson] = useState('');
  const [fault, setFault] = useState('');
  const [isPending, startTransition] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    startTransition(async () => {
      const result = await addPublicKeys({ json });
      if (!result.ok) {
        setFault(result.error.message);
        return;
      }
      setFault('');
      setJson('');
      toast.success(`${formatCount(result.value.added.length, 'public key')} added`, {
        description:
          result.value.known.length > 0 ? `${result.value.known.length} were here already.` : undefined,
      });
      await queryClient.invalidateQueries({ queryKey: bundleKeys.all });
    });
  };
  return (
    <details className="mt-3 w-fit max-w-full print:hidden">
      <summary className="w-fit cursor-pointer text-link">Supply public keys, to check signatures</summary>
      <form onSubmit={submit} className="flex w-[40rem] max-w-full flex-col gap-2 pt-2">
        <Label htmlFor={id}>
          The JSON that <code>aws cloudtrail list-public-keys --start-time … --end-time …</code> prints for
          the region of the digests
        </Label>
        <Textarea
          id={id}
          rows={5}
          required
          value={json}
          aria-invalid={fault !== ''}
          aria-describedby={`${id}-fault`}
          placeholder={'{ "PublicKeyList": [ { "Value": "…", "Fingerprint": "…" } ] }'}
          className="font-mono text-xs"
          onChange={(event) => setJson(event.target.value)}
        />
        <p id={`${id}-fault`} role="status" className="min-h-4 text-xs text-danger">
          {fault}
        </p>
        <Button type="submit" size="sm" className="w-fit" disabled={isPending || json.trim() === ''}>
          {isPending ? 'Adding' : 'Add public keys'}
        </Button>
      </form>
    </details>
  );
}
