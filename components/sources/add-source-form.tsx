'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState, useTransition } from 'react';
import { sourceKeys } from '@/lib/queries/sources';
import { TextField } from '../auth/text-field';
import { Button } from '../ui/button';
import { DialogClose, DialogFooter } from '../ui/dialog';
import type { SourceActions } from './actions';

interface AddSourceFormProps {
  readonly add: SourceActions['add'];
  readonly onAdded: () => void;
}

const FIELDS = [
  { key: 'url', label: 'Address', hint: 's3://bucket/prefix, or the address of an SQS queue.' },
  { key: 'region', label: 'Region', hint: 'Empty: as the AWS settings of the server say.' },
  { key: 'endpoint', label: 'Server', hint: 'Of an S3- or SQS-compatible server; empty: AWS.' },
  { key: 'since', label: 'First day (UTC)', hint: 'Of a prefix, such as 2026-03-20; empty: today.' },
] as const;

type Values = Readonly<Record<(typeof FIELDS)[number]['key'], string>>;

const EMPTY: Values = { url: '', region: '', endpoint: '', since: '' };

export function AddSourceForm({ add, onAdded }: AddSourceFormProps) {
  const [values, setValues] = useState(EMPTY);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [pending, startTransition] = useTransition();
  const queryClient = useQueryClient();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    startTransition(async () => {
      const { url, region, endpoint, since } = values;
      const result = await add({
        url: url.trim(),
        region: region.trim() || undefined,
        endpoint: endpoint.trim() || undefined,
        since: since.trim() || undefined,
      });
      if (!result.ok) {
        setProblems(result.error.fields ?? { url: result.error.message });
        return;
      }
      await queryClient.invalidateQueries({ queryKey: sourceKeys.list });
      onAdded();
    });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      {FIELDS.map(({ key, label, hint }) => (
        <TextField
          key={key}
          label={label}
          hint={hint}
          error={problems[key]}
          value={values[key]}
          onChange={(event) => setValues({ ...values, [key]: event.target.value })}
          autoComplete="off"
          required={key === 'url'}
        />
      ))}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" disabled={pending}>
          {pending ? 'Adding it' : 'Watch it'}
        </Button>
      </DialogFooter>
    </form>
  );
}
