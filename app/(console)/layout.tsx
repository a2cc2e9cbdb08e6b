import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { UploadProvider } from '@/components/bundles/upload/upload-provider';
import { AppShell } from '@/components/layout/app-shell';
import { countAlerts } from '@/lib/alerts/count';
import { requireActor } from '@/lib/auth/require';
import { listBundles } from '@/lib/bundles/list';
import { alertCountsQuery } from '@/lib/queries/alerts';
import { bundleListQuery } from '@/lib/queries/bundles';
import { makeQueryClient } from '@/lib/queries/query-client';
import { signOutAction } from './actions';
import { createBundleAction, queueBundleAction, receivedFilesAction } from './bundles/actions';

export default async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  const ctx = await requireActor();
  const client = makeQueryClient();
  await Promise.all([
    client.prefetchQuery({ ...alertCountsQuery(), queryFn: () => countAlerts({ ctx, input: {} }) }),
    client.prefetchQuery({ ...bundleListQuery(), queryFn: () => listBundles({ ctx }) }),
  ]);
  const user = ctx.actor.kind === 'user' ? { name: ctx.actor.name, email: ctx.actor.email } : null;
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <UploadProvider
        createBundle={createBundleAction}
        queueBundle={queueBundleAction}
        receivedFiles={receivedFilesAction}
      >
        <AppShell user={user ?? { name: ctx.actor.name, email: '' }} signOut={signOutAction}>
          {children}
        </AppShell>
      </UploadProvider>
    </HydrationBoundary>
  );
}
