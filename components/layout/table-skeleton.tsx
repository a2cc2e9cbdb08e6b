import { Skeleton } from '../ui/skeleton';

interface TableSkeletonProps {
  readonly rows?: number;
}

/** A table's place: a header and rows of the same height. */
export function TableSkeleton({ rows = 16 }: TableSkeletonProps) {
  return (
    <div>
      <div className="h-8 border-b bg-panel" />
      {Array.from({ length: rows }, (_, index) => index).map((row) => (
        <div key={row} className="flex h-8 items-center gap-6 border-b px-4">
          <Skeleton className="w-16" />
          <Skeleton className="flex-1" />
          <Skeleton className="w-40" />
          <Skeleton className="w-32" />
          <Skeleton className="w-24" />
        </div>
      ))}
    </div>
  );
}
