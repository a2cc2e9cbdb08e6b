import Link from 'next/link';
import type { ReactNode } from 'react';

const LOOKS = 'text-link underline-offset-2 hover:underline';

/** A number or name that leads to the events behind it. */
export function TextLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} className={LOOKS}>
      {children}
    </Link>
  );
}

/** Out of the product, in a new tab that learns nothing of this one. */
export function OutsideLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className={`${LOOKS} break-words`}>
      {children}
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
