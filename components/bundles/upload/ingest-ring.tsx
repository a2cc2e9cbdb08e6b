'use client';

import { useQuery } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { BundleRow } from '@/lib/bundles/schemas';
import { formatCount } from '@/lib/format';
import { bundleListQuery } from '@/lib/queries/bundles';
import { Button } from '../../ui/button';
import { Popover, PopoverContent, PopoverTrigger } from '../../ui/popover';
import { BundleProgress, UploadProgress } from '../bundle-progress';
import { StuckUpload } from './stuck-upload';
import { useUploads } from './upload-provider';
import type { UploadView } from './upload-queue';
import { useIngestNotices } from './use-ingest-notices';

/** A small ring with the number of bundles on their way; opens to the progress of each. */
export function IngestRing() {
  const { uploads } = useUploads();
  const { data = NO_BUNDLES, dataUpdatedAt } = useQuery(bundleListQuery());
  useIngestNotices(data);
  const reading = data.filter((bundle) => bundle.status === 'queued' || bundle.status === 'running');
  const count = uploads.length + reading.length;
  if (count === 0) return null;
  const stuck = uploads.some((upload) => upload.phase === 'stuck');
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="ghost" aria-label={`${formatCount(count, 'bundle')} on the way`} className="px-2">
          <Ring share={shareDone(uploads, reading)} />
          {count}
          {stuck && <CircleAlert aria-label="Some files did not arrive" className="text-danger" />}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="flex max-h-96 w-96 flex-col gap-3 overflow-y-auto">
        {uploads.map((upload) => (
          <Running key={upload.bundleId} id={upload.bundleId} name={upload.name}>
            {upload.phase === 'stuck' ? <StuckUpload upload={upload} /> : <UploadProgress upload={upload} />}
          </Running>
        ))}
        {reading.map((bundle) => (
          <Running key={bundle.id} id={bundle.id} name={bundle.name}>
            <BundleProgress bundle={bundle} asOf={dataUpdatedAt} />
          </Running>
        ))}
      </PopoverContent>
    </Popover>
  );
}

const NO_BUNDLES: readonly BundleRow[] = [];

interface RunningProps {
  readonly id: number;
  readonly name: string;
  readonly children: ReactNode;
}

function Running({ id, name, children }: RunningProps) {
  return (
    <div className="flex flex-col gap-1">
      <Link href={`/bundles/${id}`} className="truncate font-medium hover:underline">
        {name}
      </Link>
      {children}
    </div>
  );
}

/** Sending is the first half of the way, reading the second. */
function shareDone(uploads: readonly UploadView[], reading: readonly BundleRow[]): number {
  const shares = [
    ...uploads.map(({ bytesSent, bytesTotal }) => shareOf(bytesSent, bytesTotal) / 2),
    ...reading.map(({ bytesRead, bytesTotal }) => 0.5 + shareOf(bytesRead, bytesTotal) / 2),
  ];
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

function shareOf(done: number, total: number): number {
  return total === 0 ? 0 : done / total;
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
