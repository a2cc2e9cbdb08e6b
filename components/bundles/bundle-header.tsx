'use client';

import Link from 'next/link';
import type { BundleDetail } from '@/lib/bundles/schemas';
import { formatCount } from '@/lib/format';
import { isUnfinished } from '@/lib/queries/bundles';
import { PageHeader } from '../layout/page-header';
import { Button } from '../ui/button';
import { Progress } from '../ui/progress';
import { BundleActions } from './bundle-actions';
import { BundleFacts } from './bundle-facts';
import { bundleProgress, uploadProgress, useUploadOf } from './bundle-progress';
import { BundleVerdictLabel } from './bundle-verdict-label';
import type { DeleteBundle } from './delete/delete-dialog';
import { bundleEventsAddress } from './links';
import { useRate } from './use-rate';
import { verdictOf } from './verdict';

interface BundleHeaderProps {
  readonly bundle: BundleDetail;
  /** When these numbers were read. Epoch milliseconds. */
  readonly asOf: number;
  readonly deleteBundle: DeleteBundle;
}

/** What it is and how it stands. Every state has the same height, so that nothing below moves from one to the next. */
export function BundleHeader({ bundle, asOf, deleteBundle }: BundleHeaderProps) {
  const rate = useRate(bundle, asOf);
  const upload = useUploadOf(bundle.id);
  const isMoving = isUnfinished(bundle) || bundle.status === 'deleting';
  const progress = upload ? uploadProgress(upload) : bundleProgress(bundle, rate);
  return (
    <>
      <PageHeader
        title={bundle.name}
        actions={
          <>
            <HeaderLinks bundle={bundle} />
            <BundleActions bundle={bundle} deleteBundle={deleteBundle} />
          </>
        }
      />
      <div className="flex flex-col gap-2 px-4 pt-2 pb-2">
        {isMoving ? (
          // While it is read, the numbers stand in the facts below.
          <p className="h-5 truncate text-muted-foreground">
            {bundle.status === 'running' ? `Being read: ${verdictOf(bundle).text}` : progress.label}
          </p>
        ) : (
          <BundleVerdictLabel bundle={bundle} className="h-5" />
        )}
        <BundleFacts bundle={bundle} rate={rate} />
      </div>
      <div className="h-1.5 shrink-0 border-b">
        {isMoving && (
          <Progress value={progress.value} label={progress.label} className="h-full rounded-none" />
        )}
      </div>
    </>
  );
}

function HeaderLinks({ bundle }: { readonly bundle: BundleDetail }) {
  const { firstEvent, lastEvent, alerts, id } = bundle;
  if (!firstEvent || !lastEvent) return null;
  const span = new URLSearchParams({ from: firstEvent, to: justAfter(lastEvent) });
  return (
    <>
      <Button variant="outline" size="sm" asChild>
        <Link href={bundleEventsAddress(id)}>Events</Link>
      </Button>
      <Button variant="outline" size="sm" asChild>
        <Link href={`/alerts?status=all&${span}`}>{formatCount(alerts, 'alert')}</Link>
      </Button>
    </>
  );
}

/** Ranges end before their end; the last event has to be inside. */
function justAfter(iso: string): string {
  return new Date(Date.parse(iso) + 1).toISOString();
}
