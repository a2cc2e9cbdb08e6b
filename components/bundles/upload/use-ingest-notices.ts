'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { toast } from 'sonner';
import type { BundleRow, BundleStatus } from '@/lib/bundles/schemas';
import { alertKeys } from '@/lib/queries/alerts';
import { isUnfinished } from '@/lib/queries/bundles';
import { eventKeys } from '@/lib/queries/events';
import { verdictOf } from '../verdict';

/** Says when a bundle that was on its way has arrived, and lets alerts and events be read anew. */
export function useIngestNotices(bundles: readonly BundleRow[]): void {
  const seen = useRef(new Map<number, BundleStatus>());
  const queryClient = useQueryClient();
  const router = useRouter();
  useEffect(() => {
    for (const bundle of bundles) {
      const before = seen.current.get(bundle.id);
      seen.current.set(bundle.id, bundle.status);
      if (!before || !isUnfinished({ status: before }) || isUnfinished(bundle)) continue;
      void queryClient.invalidateQueries({ queryKey: alertKeys.all });
      void queryClient.invalidateQueries({ queryKey: eventKeys.all });
      const show = bundle.status === 'failed' ? toast.error : toast.success;
      show(bundle.name, {
        description: verdictOf(bundle).text,
        action: { label: 'Show', onClick: () => router.push(`/bundles/${bundle.id}`) },
      });
    }
  }, [bundles, queryClient, router]);
}
