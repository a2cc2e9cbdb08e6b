import type { ReactNode } from 'react';
import { requireActor } from '@/lib/auth/require';

/** Documents for printing: black on white in either theme, without the console around them. */
export default async function PaperLayout({ children }: { readonly children: ReactNode }) {
  await requireActor();
  return <div className="paper min-h-dvh bg-background text-foreground">{children}</div>;
}
