'use client';

import { ErrorMessage } from './data-panel';

interface PageErrorProps {
  readonly error: unknown;
  readonly retry: () => void;
}

/** For `error.tsx`: what the page shows in its own place while the shell stays. */
export function PageError({ error, retry }: PageErrorProps) {
  return <ErrorMessage error={new Error(sentenceFor(error))} retry={retry} />;
}

/** In production the message of a server fault is hidden; its digest finds it in the server's log. */
function sentenceFor(error: unknown): string {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  return digest
    ? `Something went wrong on the server. Its log has the details under ${digest}.`
    : 'Something went wrong on this page. Trying again often helps; reloading starts afresh.';
}
