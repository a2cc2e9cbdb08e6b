import 'server-only';
import { headers } from 'next/headers';
import { cache } from 'react';
import { appDatabase } from '../db/app-database';
import type { Context } from '../db/context';
import { authFor } from './auth';

/** The signed-in person's context, or null. One look-up per request. */
export const findContext = cache(async (): Promise<Context | null> => {
  const db = appDatabase();
  const session = await authFor(db).api.getSession({ headers: await headers() });
  if (!session) return null;
  const { id, name, email } = session.user;
  return { actor: { kind: 'user', id, name, email }, db };
});
