import { WorksheetSkeleton } from '@/components/alerts/worksheet/skeletons';

export default function AlertLoading() {
  return <WorksheetSkeleton />;
}
