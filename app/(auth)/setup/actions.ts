'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { FormState } from '@/components/auth/form-state';
import { createAdministrator } from '@/lib/accounts/create-administrator';
import { PASSWORD_LENGTH_MIN } from '@/lib/auth/password';
import { runForm } from '../form-action';

const NewAdministrator = z
  .object({
    token: z.string(),
    name: z.string().trim().min(1, 'Say who you are.').max(100, 'At most 100 characters.'),
    email: z.email('This is not an e-mail address.'),
    password: z
      .string()
      .min(PASSWORD_LENGTH_MIN, `At least ${PASSWORD_LENGTH_MIN} characters.`)
      .max(128, 'At most 128 characters.'),
    repeat: z.string(),
  })
  .refine(({ password, repeat }) => password === repeat, {
    message: 'The two passwords differ.',
    path: ['repeat'],
  });

export async function setupAction(_state: FormState | null, data: FormData): Promise<FormState | null> {
  const refused = await runForm(NewAdministrator, data, ({ repeat: _repeat, ...administrator }) =>
    createAdministrator(administrator),
  );
  return refused ?? redirect('/alerts');
}
