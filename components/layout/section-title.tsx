'use client';

import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useSelectedLayoutSegments } from 'next/navigation';
import { SECTIONS } from './nav';

/** The heading of a section's list; on a page below it, the way back. That page has its own heading. */
export function SectionTitle() {
  // Route groups, such as `(list)`, are no pages of their own.
  const [segment, ...rest] = useSelectedLayoutSegments().filter((name) => !name.startsWith('('));
  const section = SECTIONS.find((candidate) => candidate.segment === segment);
  if (!section) return null;
  if (rest.length === 0) return <h1 className="text-lg font-semibold">{section.label}</h1>;
  return (
    <nav aria-label="Breadcrumb" className="flex items-center gap-1 text-muted-foreground">
      <Link href={section.href} className="rounded-sm hover:text-foreground">
        {section.label}
      </Link>
      <ChevronRight aria-hidden className="size-4" />
    </nav>
  );
}
