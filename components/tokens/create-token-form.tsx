'use client';

import { type FormEvent, useState, useTransition } from 'react';
import type { NewToken } from '@/lib/accounts/schemas';
import { TextField } from '../auth/text-field';
import { Button } from '../ui/button';
import { DialogClose, DialogFooter } from '../ui/dialog';
import type { CreateToken } from './actions';

interface CreateTokenFormProps {
  readonly create: CreateToken;
  readonly onMade: (token: NewToken) => void;
}

interface Problems {
  readonly name?: string;
  readonly expiresInDays?: string;
  readonly other?: string;
}

export function CreateTokenForm({ create, onMade }: CreateTokenFormProps) {
  const [name, setName] = useState('');
  const [days, setDays] = useState('');
  const [problems, setProblems] = useState<Problems>({});
  const [pending, startTransition] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    startTransition(async () => {
      const result = await create({ name, ...(days === '' ? {} : { expiresInDays: Number(days) }) });
      if (result.ok) return onMade(result.value);
      const { fields, message } = result.error;
      setProblems(fields ?? { other: message });
    });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      <TextField
        label="Name"
        hint="What it is for: bundles it pushes carry this name."
        error={problems.name}
        value={name}
        onChange={(event) => setName(event.target.value)}
        autoComplete="off"
        required
      />
      <TextField
        label="Days until it expires"
        hint="Empty: until it is revoked."
        error={problems.expiresInDays}
        value={days}
        onChange={(event) => setDays(event.target.value)}
        inputMode="numeric"
        autoComplete="off"
      />
      {problems.other && (
        <p role="alert" className="text-danger">
          {problems.other}
        </p>
      )}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" disabled={pending}>
          {pending ? 'Making it' : 'Make token'}
        </Button>
      </DialogFooter>
    </form>
  );
}
