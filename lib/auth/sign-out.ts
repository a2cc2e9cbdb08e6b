import 'server-only';
import { headers } from 'next/headers';
import { appDatabase } from '../db/app-database';
import { authFor } from './auth';

/** Ends the session and clears its cookie. */
export async function signOut(): Promise<void> {
  await authFor(appDatabase()).api.signOut({ headers: await headers() });
}
