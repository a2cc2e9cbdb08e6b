import { Skeleton } from '../ui/skeleton';
import { TableSkeleton } from './table-skeleton';

/** The place of a page about one thing: its head, then its contents. */
export function DetailSkeleton() {
  return (
    <div aria-busy="true">
      <div className="flex h-[73px] flex-col gap-2 border-b px-4 py-3">
        <Skeleton className="h-5 w-80" />
        <Skeleton className="w-56" />
      </div>
      <TableSkeleton />
    </div>
  );
}
