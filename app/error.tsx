'use client';

import { PageError } from '@/components/layout/page-error';

export default function RootError({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  return (
    <main className="flex h-dvh items-center justify-center">
      <PageError error={error} retry={retry} />
    </main>
  );
}
