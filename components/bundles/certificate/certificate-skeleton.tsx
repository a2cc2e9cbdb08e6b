import { Skeleton } from '../../ui/skeleton';

/** Totals, strip and the first parts, at about their heights. */
export function CertificateSkeleton() {
  return (
    <div className="flex flex-col gap-6 px-4 py-3">
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-32 w-full" />
    </div>
  );
}
