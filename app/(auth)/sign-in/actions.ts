'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { FormState } from '@/components/auth/form-state';
import { safeNextPath } from '@/components/auth/safe-next-path';
import { signIn } from '@/lib/auth/sign-in';
import { runForm } from '../form-action';

const Credentials = z.object({ email: z.string(), password: z.string() });

export async function signInAction(_state: FormState | null, data: FormData): Promise<FormState | null> {
  const refused = await runForm(Credentials, data, signIn);
  return refused ?? redirect(safeNextPath(data.get('next')));
}
