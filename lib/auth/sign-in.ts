import 'server-only';
import { isAPIError } from 'better-auth/api';
import { headers } from 'next/headers';
import { appDatabase } from '../db/app-database';
import { AppError } from '../errors';
import { authFor } from './auth';

/** Checks the password and sets the session cookie. The sentence does not tell which of the two was wrong. */
export async function signIn({ email, password }: { email: string; password: string }): Promise<void> {
  try {
    await authFor(appDatabase()).api.signInEmail({ body: { email, password }, headers: await headers() });
  } catch (error) {
    if (!isAPIError(error)) throw error;
    throw new AppError('unauthenticated', 'That e-mail address and password do not match an account.');
  }
}
