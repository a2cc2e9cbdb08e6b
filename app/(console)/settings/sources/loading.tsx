import { TableSkeleton } from '@/components/layout/table-skeleton';

export default function SourcesLoading() {
  return <TableSkeleton />;
}
