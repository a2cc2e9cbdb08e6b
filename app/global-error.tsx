'use client';

import { PageError } from '@/components/layout/page-error';
import './globals.css';

/** When even the root layout failed: it brings its own document. */
export default function GlobalError({
  error,
  retry,
}: {
  readonly error: unknown;
  readonly retry: () => void;
}) {
  return (
    <html lang="en">
      <body>
        <main className="flex h-dvh items-center justify-center">
          <PageError error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
