'use client';

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { toast } from 'sonner';
import type { BundleRow } from '@/lib/bundles/schemas';
import { alertKeys } from '@/lib/queries/alerts';
import { isUnfinished } from '@/lib/queries/bundles';
import { eventKeys } from '@/lib/queries/events';
import { verdictOf } from '../verdict';

/** Says when a bundle that was on its way has arrived, or one on its way out has gone; alerts and events are read anew. */
export function useIngestNotices(bundles: readonly BundleRow[]): void {
  const seen = useRef<ReadonlyMap<number, BundleRow>>(new Map());
  const queryClient = useQueryClient();
  const router = useRouter();
  useEffect(() => {
    const now = new Map(bundles.map((bundle) => [bundle.id, bundle]));
    const before = seen.current;
    seen.current = now;
    for (const bundle of bundles) {
      const last = before.get(bundle.id);
      if (!last || !isUnfinished(last) || isUnfinished(bundle) || bundle.status === 'deleting') continue;
      readAnew(queryClient);
      const show = bundle.status === 'failed' ? toast.error : toast.success;
      show(bundle.name, {
        description: verdictOf(bundle).text,
        action: { label: 'Show', onClick: () => router.push(`/bundles/${bundle.id}`) },
      });
    }
    for (const last of before.values()) {
      if (last.status !== 'deleting' || now.has(last.id)) continue;
      readAnew(queryClient);
      toast.success(`${last.name} is deleted`, {
        description: 'What another bundle holds too is still there; the rules were run again.',
      });
    }
  }, [bundles, queryClient, router]);
}

function readAnew(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ queryKey: alertKeys.all });
  void queryClient.invalidateQueries({ queryKey: eventKeys.all });
}
