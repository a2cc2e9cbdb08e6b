import { TableSkeleton } from '@/components/layout/table-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

export default function AlertsLoading() {
  return (
    <div aria-busy="true">
      <div className="flex h-[49px] items-center gap-2 border-b px-4">
        <Skeleton className="h-8 w-80" />
        <Skeleton className="h-7 w-24" />
        <Skeleton className="h-7 w-20" />
        <Skeleton className="ml-auto h-8 w-56" />
      </div>
      <div className="h-20 border-b" />
      <TableSkeleton />
    </div>
  );
}
