import { TableSkeleton } from '@/components/layout/table-skeleton';

export default function BundlesLoading() {
  return <TableSkeleton />;
}
