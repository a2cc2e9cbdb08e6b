'use client';

import { useActionState } from 'react';
import { Button } from '../ui/button';
import { FormMessage } from './form-message';
import type { FormAction } from './form-state';
import { TextField } from './text-field';

interface SignInFormProps {
  readonly action: FormAction;
  /** Where to go afterwards. */
  readonly next: string;
}

export function SignInForm({ action, next }: SignInFormProps) {
  const [state, submit, pending] = useActionState(action, null);
  return (
    <form action={submit} className="flex flex-col gap-4">
      <h1 className="text-lg font-semibold">Sign in</h1>
      <input type="hidden" name="next" value={next} />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        autoFocus
        defaultValue={state?.values?.email}
      />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
      <FormMessage message={state?.message} />
      <Button type="submit" disabled={pending}>
        {pending ? 'Signing in' : 'Sign in'}
      </Button>
    </form>
  );
}
