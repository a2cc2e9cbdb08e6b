'use client';

import { catchError, type ErrorInfo } from 'next/error';
import { type ReactNode, useId } from 'react';
import { cn } from '../ui/cn';
import { ErrorMessage } from './data-panel';

interface SectionProps {
  readonly title: string;
  /** Beside the title: a count, a hint. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** One part of a page. What fails inside stays inside. */
export function Section({ title, note, actions, className, children }: SectionProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className={cn('border-b px-4 py-3', className)}>
      <div className="mb-2 flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={titleId} className="font-semibold">
          {title}
        </h2>
        {note && <div className="text-muted-foreground">{note}</div>}
        {actions && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      <SectionBoundary>{children}</SectionBoundary>
    </section>
  );
}

const SectionBoundary = catchError(SectionFault);

function SectionFault(_: object, { error, retry }: ErrorInfo) {
  return (
    <ErrorMessage
      error={error instanceof Error ? error : new Error('This part could not be drawn.')}
      retry={retry}
    />
  );
}
