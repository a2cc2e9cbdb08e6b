'use client';

import Link from 'next/link';
import { useSelectedLayoutSegment } from 'next/navigation';
import { cn } from '../ui/cn';

const PAGES = [
  { segment: 'tokens', label: 'Tokens' },
  { segment: 'sources', label: 'Watched sources' },
] as const;

export function SettingsNav() {
  const current = useSelectedLayoutSegment();
  return (
    <nav aria-label="Settings" className="flex h-8 shrink-0 items-stretch gap-4 border-b px-4">
      {PAGES.map(({ segment, label }) => (
        <Link
          key={segment}
          href={`/settings/${segment}`}
          aria-current={segment === current ? 'page' : undefined}
          className={cn(
            '-mb-px inline-flex items-center border-b-2 px-1',
            segment === current
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
