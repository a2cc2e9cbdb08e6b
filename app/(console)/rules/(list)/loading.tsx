import { TableSkeleton } from '@/components/layout/table-skeleton';

export default function RulesLoading() {
  return <TableSkeleton />;
}
