import { TableSkeleton } from '@/components/layout/table-skeleton';

export default function TokensLoading() {
  return <TableSkeleton />;
}
