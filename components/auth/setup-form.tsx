'use client';

import { useActionState } from 'react';
import { Button } from '../ui/button';
import { FormMessage } from './form-message';
import type { FormAction } from './form-state';
import { TextField } from './text-field';

interface SetupFormProps {
  readonly action: FormAction;
  readonly token: string;
}

/** First run: makes the administrator. */
export function SetupForm({ action, token }: SetupFormProps) {
  const [state, submit, pending] = useActionState(action, null);
  const error = (name: string) => state?.fields?.[name];
  return (
    <form action={submit} className="flex flex-col gap-4">
      <div>
        <h1 className="text-lg font-semibold">Make the administrator</h1>
        <p className="text-muted-foreground">The first account. This page works once.</p>
      </div>
      <input type="hidden" name="token" value={token} />
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        required
        autoFocus
        defaultValue={state?.values?.name}
        error={error('name')}
      />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={state?.values?.email}
        error={error('email')}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={12}
        required
        hint="At least 12 characters."
        error={error('password')}
      />
      <TextField
        label="Password again"
        name="repeat"
        type="password"
        autoComplete="new-password"
        required
        error={error('repeat')}
      />
      <FormMessage message={state?.message} />
      <Button type="submit" disabled={pending}>
        {pending ? 'Making the account' : 'Make the account'}
      </Button>
    </form>
  );
}
