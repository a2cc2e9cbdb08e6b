import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { BundlePage } from '@/components/bundles/bundle-page';
import { requireActor } from '@/lib/auth/require';
import { getBundle } from '@/lib/bundles/get';
import { bundleDetailQuery } from '@/lib/queries/bundles';
import { makeQueryClient } from '@/lib/queries/query-client';
import { orNotFound } from '../../or-not-found';
import { addPublicKeysAction, deleteBundleAction } from '../actions';

/** Once per request, for the title and the page. */
const readBundle = cache(async (param: string) => {
  const ctx = await requireActor();
  const id = Number(param);
  if (!Number.isSafeInteger(id) || id < 1) notFound();
  return orNotFound(() => getBundle({ ctx, input: { id } }));
});

export async function generateMetadata({ params }: PageProps<'/bundles/[id]'>): Promise<Metadata> {
  return { title: (await readBundle((await params).id)).name };
}

export default async function BundleDetailPage({ params }: PageProps<'/bundles/[id]'>) {
  const bundle = await readBundle((await params).id);
  const client = makeQueryClient();
  client.setQueryData(bundleDetailQuery(bundle.id).queryKey, bundle);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <BundlePage
        key={bundle.id}
        id={bundle.id}
        actions={{ deleteBundle: deleteBundleAction, addPublicKeys: addPublicKeysAction }}
      />
    </HydrationBoundary>
  );
}
