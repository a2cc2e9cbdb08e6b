import { DetailSkeleton } from '@/components/layout/detail-skeleton';

export default function BundleLoading() {
  return <DetailSkeleton />;
}
