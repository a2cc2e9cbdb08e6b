'use client';

import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import { PanelMessage } from './panel-message';

/** The part of a React Query result the panel needs. */
interface PanelQuery<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
}

interface DataPanelProps<T> {
  readonly query: PanelQuery<T>;
  /** Of the size of what replaces it. */
  readonly skeleton: ReactNode;
  readonly isEmpty?: (data: T) => boolean;
  readonly empty?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/**
 * The one place where loading, empty and failed look the way they look. Data that is there stays when a later
 * fetch fails: old numbers with a warning beat none.
 */
export function DataPanel<T>({ query, skeleton, isEmpty, empty, children }: DataPanelProps<T>) {
  if (query.data === undefined) {
    return query.error ? <ErrorMessage error={query.error} retry={query.refetch} /> : <Busy>{skeleton}</Busy>;
  }
  return (
    <>
      {query.error && <StaleNotice error={query.error} retry={query.refetch} />}
      {isEmpty?.(query.data) ? empty : children(query.data)}
    </>
  );
}

function Busy({ children }: { readonly children: ReactNode }) {
  return (
    <div aria-busy="true">
      <span className="sr-only" role="status">
        Loading
      </span>
      {children}
    </div>
  );
}

interface ErrorMessageProps {
  readonly error: Error;
  readonly retry: () => unknown;
}

export function ErrorMessage({ error, retry }: ErrorMessageProps) {
  return (
    <PanelMessage
      role="alert"
      icon={CircleAlert}
      title="This could not be loaded"
      actions={
        <Button variant="outline" onClick={() => retry()}>
          Try again
        </Button>
      }
    >
      {error.message}
    </PanelMessage>
  );
}

function StaleNotice({ error, retry }: ErrorMessageProps) {
  return (
    <p role="alert" className="flex items-center gap-2 border-b bg-panel px-4 py-1.5">
      <CircleAlert aria-hidden className="size-4 text-danger" />
      <span className="min-w-0 truncate">Not up to date: {error.message}</span>
      <Button variant="link" onClick={() => retry()}>
        Try again
      </Button>
    </p>
  );
}
