import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { Context } from '../db/context';
import { AppError } from '../errors';
import { findContext } from './session';

/** For pages: the signed-in person's context; others are sent to the sign-in page. */
export async function requireActor(): Promise<Context> {
  const ctx = await findContext();
  if (ctx) return ctx;
  // Set by the proxy: a server component does not know its own address.
  const path = (await headers()).get('x-path');
  redirect(path ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in');
}

/** For calls (routes, actions): the same, but refuses instead of redirecting. */
export async function requireContext(): Promise<Context> {
  const ctx = await findContext();
  if (!ctx) throw new AppError('unauthenticated', 'Your session has ended. Sign in again.');
  return ctx;
}
