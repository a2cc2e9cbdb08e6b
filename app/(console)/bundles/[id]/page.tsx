import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { BundlePage } from '@/components/bundles/bundle-page';
import { requireActor } from '@/lib/auth/require';
import { getBundle } from '@/lib/bundles/get';
import { bundleDetailQuery } from '@/lib/queries/bundles';
import { makeQueryClient } from '@/lib/queries/query-client';
import { orNotFound } from '../../or-not-found';

export const metadata: Metadata = { title: 'Bundle' };

export default async function BundleDetailPage({ params }: PageProps<'/bundles/[id]'>) {
  const ctx = await requireActor();
  const id = Number((await params).id);
  if (!Number.isSafeInteger(id) || id < 1) notFound();
  const client = makeQueryClient();
  client.setQueryData(
    bundleDetailQuery(id).queryKey,
    await orNotFound(() => getBundle({ ctx, input: { id } })),
  );
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <BundlePage id={id} />
    </HydrationBoundary>
  );
}
