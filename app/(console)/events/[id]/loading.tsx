import { DetailSkeleton } from '@/components/layout/detail-skeleton';

export default function EventLoading() {
  return <DetailSkeleton />;
}
