'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '../ui/cn';

interface SubNavProps {
  readonly label: string;
  readonly pages: ReadonlyArray<{ readonly href: string; readonly label: string }>;
}

/** Pages that belong together, as tabs below the top bar. */
export function SubNav({ label: name, pages }: SubNavProps) {
  const current = usePathname();
  return (
    <nav aria-label={name} className="flex h-8 shrink-0 items-stretch gap-4 border-b px-4">
      {pages.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={href === current ? 'page' : undefined}
          className={cn(
            '-mb-px inline-flex items-center border-b-2 px-1',
            href === current
              ? 'border-primary text-foreground'
              : 'border-transparent text-muted-foreground hover:text-foreground',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
