'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '../ui/cn';

const PAGES = [
  { href: '/rules', label: 'List' },
  { href: '/rules/attack', label: 'ATT&CK' },
] as const;

/** The ways to look at all rules. */
export function RulesNav() {
  const current = usePathname();
  return (
    <nav aria-label="Views of the rules" className="flex h-8 shrink-0 items-stretch gap-4 border-b px-4">
      {PAGES.map(({ href, label }) => (
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
