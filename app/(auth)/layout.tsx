import type { ReactNode } from 'react';
import { Logo } from '@/components/layout/logo';

export default function AuthLayout({ children }: { readonly children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center bg-panel px-4 pt-[16vh] pb-8">
      <div className="flex w-full max-w-sm flex-col gap-6">
        <div className="flex items-center gap-2">
          <Logo className="size-7" />
          <span className="text-lg font-semibold">Trailhound</span>
        </div>
        <div className="rounded-lg border bg-background p-6">{children}</div>
        <p className="text-xs text-muted-foreground">
          CloudTrail investigation on your own machine. Nothing leaves it.
        </p>
      </div>
    </main>
  );
}
