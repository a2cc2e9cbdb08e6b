import type { Metadata } from 'next';
import { BundleList } from '@/components/bundles/list/bundle-list';
import { requireActor } from '@/lib/auth/require';

export const metadata: Metadata = { title: 'Bundles' };

/** The layout has fetched the list already, for the ring in the top bar. */
export default async function BundlesPage() {
  await requireActor();
  return <BundleList />;
}
