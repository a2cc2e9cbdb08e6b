import type { Metadata } from 'next';
import Link from 'next/link';
import { SetupForm } from '@/components/auth/setup-form';
import { Button } from '@/components/ui/button';
import { isSetupLinkOpen } from '@/lib/accounts/create-administrator';
import { setupAction } from './actions';

export const metadata: Metadata = { title: 'First run' };

export default async function SetupPage({ searchParams }: PageProps<'/setup'>) {
  const { token } = await searchParams;
  const isWhole = typeof token === 'string' && token !== '';
  if (isWhole && (await isSetupLinkOpen(token))) return <SetupForm action={setupAction} token={token} />;
  return (
    <div className="flex flex-col items-start gap-4">
      <h1 className="text-lg font-semibold">
        {isWhole ? 'This link has been used or has expired' : 'This link is not whole'}
      </h1>
      <p>
        The first account is made with the link that Trailhound prints on the terminal when it starts.{' '}
        {isWhole
          ? 'It works once. While there is no account, every start prints a new one.'
          : 'Copy all of it, up to the last character.'}
      </p>
      <Button variant="outline" asChild>
        <Link href="/sign-in">I have an account</Link>
      </Button>
    </div>
  );
}
