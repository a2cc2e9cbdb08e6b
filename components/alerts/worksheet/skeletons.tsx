import { Skeleton } from '../../ui/skeleton';
import { TimelineSkeleton } from './timeline-skeleton';

/** Each as tall as what replaces it on a common alert, so that nothing below moves. */
export function HeaderSkeleton() {
  return (
    <div className="flex h-12 items-center gap-3 border-b px-4">
      <Skeleton className="w-20" />
      <Skeleton className="h-6 w-96" />
      <Skeleton className="ml-auto h-7 w-80" />
    </div>
  );
}

export function ReasonSkeleton() {
  return (
    <div className="flex h-32 flex-col gap-2 border-b px-4 py-3">
      <Skeleton className="h-5 w-3/4" />
      <Skeleton className="w-2/3" />
      <Skeleton className="w-1/2" />
      <Skeleton className="w-2/3" />
    </div>
  );
}

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f'];

export function ColumnSkeleton() {
  return (
    <div className="flex flex-col gap-6 px-4 py-3">
      <Skeleton className="h-5 w-32" />
      {ROWS.map((row) => (
        <div key={row} className="flex flex-col gap-2">
          <Skeleton className="w-3/4" />
          <Skeleton className="h-12" />
        </div>
      ))}
    </div>
  );
}

export function WorksheetSkeleton() {
  return (
    <div aria-busy="true">
      <span className="sr-only" role="status">
        Loading the alert
      </span>
      <HeaderSkeleton />
      <ReasonSkeleton />
      <div className="border-b px-4 pt-13 pb-3">
        <TimelineSkeleton />
      </div>
      <div className="grid grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <ColumnSkeleton />
        <ColumnSkeleton />
      </div>
    </div>
  );
}
