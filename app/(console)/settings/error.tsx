'use client';

import { PageError } from '@/components/layout/page-error';

export default function SettingsError({
  error,
  retry,
}: {
  readonly error: unknown;
  readonly retry: () => void;
}) {
  return <PageError error={error} retry={retry} />;
}
