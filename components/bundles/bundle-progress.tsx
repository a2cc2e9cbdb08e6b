'use client';

import type { BundleRow } from '@/lib/bundles/schemas';
import { formatBytes, formatNumber } from '@/lib/format';
import { SECOND_MS } from '@/lib/time';
import { Progress } from '../ui/progress';
import { useUploads } from './upload/upload-provider';
import type { UploadView } from './upload/upload-queue';

interface BundleProgressProps {
  readonly bundle: BundleRow;
  /** When these numbers were read, for the rate. Epoch milliseconds. */
  readonly asOf: number;
}

/** How far a bundle is: first the bytes on their way here, then the bytes read into events. */
export function BundleProgress({ bundle, asOf }: BundleProgressProps) {
  const { uploads } = useUploads();
  const upload = uploads.find((candidate) => candidate.bundleId === bundle.id);
  if (upload) return <UploadProgress upload={upload} />;
  switch (bundle.status) {
    case 'receiving':
      return (
        <Line label="Waiting for its files. They are sent from the window that took them." value={null} />
      );
    case 'queued':
      return <Line label="Waiting to be read" value={0} />;
    default:
      return <ReadProgress bundle={bundle} asOf={asOf} />;
  }
}

export function UploadProgress({ upload }: { readonly upload: UploadView }) {
  const { filesSent, files, bytesSent, bytesTotal } = upload;
  const sizes = `${formatBytes(bytesSent)} of ${formatBytes(bytesTotal)}`;
  return (
    <Line
      label={`Uploading: ${formatNumber(filesSent)} of ${formatNumber(files)} files, ${sizes}`}
      value={bytesTotal === 0 ? 1 : bytesSent / bytesTotal}
    />
  );
}

function ReadProgress({ bundle, asOf }: BundleProgressProps) {
  const { bytesRead, bytesTotal, records, startedAt } = bundle;
  const seconds = startedAt ? Math.max((asOf - Date.parse(startedAt)) / SECOND_MS, 1) : null;
  const rate = seconds ? `, ${formatNumber(Math.round(records / seconds))} a second` : '';
  return (
    <Line
      label={`Reading: ${formatBytes(bytesRead)} of ${formatBytes(bytesTotal)}, ${formatNumber(records)} records${rate}`}
      value={bytesTotal === 0 ? null : bytesRead / bytesTotal}
    />
  );
}

function Line({ label, value }: { readonly label: string; readonly value: number | null }) {
  return (
    <div className="flex min-w-0 flex-col justify-center gap-1">
      <span className="truncate text-xs text-muted-foreground">{label}</span>
      <Progress value={value} label={label} />
    </div>
  );
}
