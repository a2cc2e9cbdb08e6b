import Link from 'next/link';
import type { ReactNode } from 'react';

/** A number or name that leads to the events behind it. */
export function TextLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="text-link underline decoration-current/30 underline-offset-2 hover:decoration-current"
    >
      {children}
    </Link>
  );
}
