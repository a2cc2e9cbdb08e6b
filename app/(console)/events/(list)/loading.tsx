import { TableSkeleton } from '@/components/layout/table-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

export default function EventsLoading() {
  return (
    <div aria-busy="true">
      <div className="flex h-[49px] items-center gap-2 border-b px-4">
        <Skeleton className="h-8 flex-1" />
        <Skeleton className="h-7 w-28" />
        <Skeleton className="h-8 w-20" />
      </div>
      <div className="h-8 border-b" />
      <TableSkeleton rows={24} />
    </div>
  );
}
