import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { safeNextPath } from '@/components/auth/safe-next-path';
import { SignInForm } from '@/components/auth/sign-in-form';
import { findContext } from '@/lib/auth/session';
import { signInAction } from './actions';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const next = safeNextPath((await searchParams).next);
  if (await findContext()) redirect(next);
  return <SignInForm action={signInAction} next={next} />;
}
