import { DetailSkeleton } from '@/components/layout/detail-skeleton';

export default function RuleLoading() {
  return <DetailSkeleton />;
}
