import type { Metadata } from 'next';
import Link from 'next/link';
import { SetupForm } from '@/components/auth/setup-form';
import { Button } from '@/components/ui/button';
import { setupAction } from './actions';

export const metadata: Metadata = { title: 'First run' };

export default async function SetupPage({ searchParams }: PageProps<'/setup'>) {
  const { token } = await searchParams;
  if (typeof token === 'string' && token) return <SetupForm action={setupAction} token={token} />;
  return (
    <div className="flex flex-col items-start gap-4">
      <h1 className="text-lg font-semibold">This link is not whole</h1>
      <p>
        The first account is made with the link that Trailhound prints on the terminal when it starts. Copy
        all of it, up to the last character.
      </p>
      <Button variant="outline" asChild>
        <Link href="/sign-in">I have an account</Link>
      </Button>
    </div>
  );
}
