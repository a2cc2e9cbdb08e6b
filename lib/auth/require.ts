import 'server-only';
import { redirect } from 'next/navigation';
import type { Context } from '../db/context';
import { AppError } from '../errors';
import { findContext } from './session';

/** For pages: the signed-in person's context; others are sent to the sign-in page. */
export async function requireActor(): Promise<Context> {
  return (await findContext()) ?? redirect('/sign-in');
}

/** For calls (routes, actions): the same, but refuses instead of redirecting. */
export async function requireContext(): Promise<Context> {
  const ctx = await findContext();
  if (!ctx) throw new AppError('unauthenticated', 'Your session has ended. Sign in again.');
  return ctx;
}
