import { ExternalLink as Icon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

interface ExternalLinkProps {
  readonly href: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A link out of the product: opens apart, tells the other side nothing. Anything but http(s) stays text. */
export function ExternalLink({ href, children, className }: ExternalLinkProps) {
  if (!/^https?:\/\//i.test(href)) return <span className={className}>{children}</span>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer noopener"
      className={cn('text-link underline-offset-2 hover:underline', className)}
    >
      {children}
      <Icon aria-hidden className="ml-0.5 inline size-3 align-baseline" />
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
