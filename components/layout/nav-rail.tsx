'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useSelectedLayoutSegment } from 'next/navigation';
import { formatNumber } from '@/lib/format';
import { alertCountsQuery } from '@/lib/queries/alerts';
import { cn } from '../ui/cn';
import { Logo } from './logo';
import { SECTIONS, type Section } from './nav';

/** Icons on narrow screens, icons and words from 1440 px on. */
export function NavRail() {
  const current = useSelectedLayoutSegment();
  return (
    <nav aria-label="Main" className="flex w-14 shrink-0 flex-col border-r bg-panel min-[1440px]:w-44">
      <Link
        href="/alerts"
        className="flex h-12 items-center gap-2 px-4 font-semibold"
        aria-label="Trailhound, to the alerts"
      >
        <Logo />
        <span className="hidden min-[1440px]:inline">Trailhound</span>
      </Link>
      <ul className="flex flex-col gap-0.5 p-2">
        {SECTIONS.map((section) => (
          <li key={section.segment}>
            <RailLink section={section} active={section.segment === current} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function RailLink({ section, active }: { readonly section: Section; readonly active: boolean }) {
  const Icon = section.icon;
  return (
    <Link
      href={section.href}
      aria-current={active ? 'page' : undefined}
      className={cn(
        'group relative flex h-8 items-center gap-2.5 rounded-md px-3 transition-colors hover:bg-muted',
        active ? 'bg-selected font-medium' : 'text-muted-foreground hover:text-foreground',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="rail-label">{section.label}</span>
      {section.segment === 'alerts' && <OpenCount />}
    </Link>
  );
}

const SHOWN_MAX = 999;

function OpenCount() {
  const { data } = useQuery(alertCountsQuery());
  const open = data?.status.open ?? 0;
  if (open === 0) return null;
  return (
    <span className="absolute -top-1 left-6 rounded-full bg-primary px-1 text-xs leading-4 font-medium text-primary-foreground min-[1440px]:static min-[1440px]:ml-auto min-[1440px]:bg-transparent min-[1440px]:text-foreground">
      {open > SHOWN_MAX ? `${SHOWN_MAX}+` : formatNumber(open)}
      <span className="sr-only"> open</span>
    </span>
  );
}
