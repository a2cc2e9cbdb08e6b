'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { BundleRow } from '@/lib/bundles/schemas';
import { formatCount } from '@/lib/format';
import { bundleListQuery, isUnfinished } from '@/lib/queries/bundles';
import { Button } from '../../ui/button';
import { Popover, PopoverContent, PopoverTrigger } from '../../ui/popover';
import { BundleProgress } from '../bundle-progress';
import { StuckUpload } from './stuck-upload';
import { useUploads } from './upload-provider';
import type { UploadView } from './upload-queue';
import { useIngestNotices } from './use-ingest-notices';

/** A small ring with the number of bundles on their way; opens to the progress of each. */
export function IngestRing() {
  const { uploads } = useUploads();
  const { data = [], dataUpdatedAt } = useQuery(bundleListQuery());
  useIngestNotices(data);
  const running = data.filter((bundle) => isRunningHere(bundle, uploads));
  if (running.length === 0) return null;
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button
          variant="ghost"
          aria-label={`${formatCount(running.length, 'bundle')} on the way`}
          className="px-2"
        >
          <Ring share={shareDone(running, uploads)} />
          {running.length}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="flex max-h-96 w-96 flex-col gap-3 overflow-y-auto">
        {running.map((bundle) => (
          <RunningBundle key={bundle.id} bundle={bundle} uploads={uploads} asOf={dataUpdatedAt} />
        ))}
      </PopoverContent>
    </Popover>
  );
}

interface RunningBundleProps {
  readonly bundle: BundleRow;
  readonly uploads: readonly UploadView[];
  readonly asOf: number;
}

function RunningBundle({ bundle, uploads, asOf }: RunningBundleProps) {
  const stuck = uploads.find((upload) => upload.bundleId === bundle.id && upload.phase === 'stuck');
  return (
    <div className="flex flex-col gap-1">
      <Link href={`/bundles/${bundle.id}`} className="truncate font-medium hover:underline">
        {bundle.name}
      </Link>
      {stuck ? <StuckUpload upload={stuck} /> : <BundleProgress bundle={bundle} asOf={asOf} />}
    </div>
  );
}

/** A bundle that another window left half sent does not count as running. */
function isRunningHere(bundle: BundleRow, uploads: readonly UploadView[]): boolean {
  if (bundle.status !== 'receiving') return isUnfinished(bundle);
  return uploads.some((upload) => upload.bundleId === bundle.id);
}

/** Sending is the first half of the way, reading the second. */
function shareDone(running: readonly BundleRow[], uploads: readonly UploadView[]): number {
  const shares = running.map((bundle) => {
    const upload = uploads.find((candidate) => candidate.bundleId === bundle.id);
    if (upload) return upload.bytesTotal === 0 ? 0 : upload.bytesSent / upload.bytesTotal / 2;
    return 0.5 + (bundle.bytesTotal === 0 ? 0 : bundle.bytesRead / bundle.bytesTotal / 2);
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

const RADIUS = 6;
const LENGTH = 2 * Math.PI * RADIUS;

function Ring({ share }: { readonly share: number }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className="-rotate-90">
      <circle cx="8" cy="8" r={RADIUS} fill="none" strokeWidth="2.5" className="stroke-border-strong" />
      <circle
        cx="8"
        cy="8"
        r={RADIUS}
        fill="none"
        strokeWidth="2.5"
        strokeDasharray={`${share * LENGTH} ${LENGTH}`}
        className="stroke-primary"
      />
    </svg>
  );
}
