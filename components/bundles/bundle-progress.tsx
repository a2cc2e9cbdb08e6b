'use client';

import type { BundleRow } from '@/lib/bundles/schemas';
import { formatBytes, formatCount, formatDuration, formatNumber } from '@/lib/format';
import { Progress } from '../ui/progress';
import type { Rate } from './rate';
import { useUploads } from './upload/upload-provider';
import type { UploadView } from './upload/upload-queue';
import { useRate } from './use-rate';

interface BundleProgressProps {
  readonly bundle: BundleRow;
  /** When these numbers were read, for the rate. Epoch milliseconds. */
  readonly asOf: number;
}

/** How far a bundle is: first the bytes on their way here, then the bytes read into events. */
export function BundleProgress({ bundle, asOf }: BundleProgressProps) {
  const upload = useUploadOf(bundle.id);
  const rate = useRate(bundle, asOf);
  const { label, value } = upload ? uploadProgress(upload) : bundleProgress(bundle, rate);
  return <ProgressLine label={label} value={value} />;
}

export function UploadProgress({ upload }: { readonly upload: UploadView }) {
  return <ProgressLine {...uploadProgress(upload)} />;
}

export function useUploadOf(bundleId: number): UploadView | undefined {
  return useUploads().uploads.find((candidate) => candidate.bundleId === bundleId);
}

interface ProgressView {
  readonly label: string;
  /** 0 to 1, null while the end is unknown. */
  readonly value: number | null;
}

export function uploadProgress({ filesSent, files, bytesSent, bytesTotal }: UploadView): ProgressView {
  const sizes = `${formatBytes(bytesSent)} of ${formatBytes(bytesTotal)}`;
  return {
    label: `Uploading: ${formatNumber(filesSent)} of ${formatCount(files, 'file')}, ${sizes}`,
    value: bytesTotal === 0 ? 1 : bytesSent / bytesTotal,
  };
}

/** Of one that is on its way, or on its way out. */
export function bundleProgress(bundle: BundleRow, rate: Rate | null): ProgressView {
  const { status, bytesRead, bytesTotal, records } = bundle;
  switch (status) {
    case 'receiving':
      return { label: 'Waiting for its files. They are sent from the window that took them.', value: null };
    case 'queued':
      return { label: 'Waiting to be read', value: 0 };
    case 'deleting':
      return { label: 'Being deleted', value: null };
    case 'running':
    case 'done':
    case 'failed':
      return {
        label: [
          `Reading: ${formatBytes(bytesRead)} of ${formatBytes(bytesTotal)}, ${formatNumber(records)} records`,
          rate && `${formatNumber(rate.recordsPerSecond)} a second`,
          rate?.msLeft && `${timeLeft(rate.msLeft)} left`,
        ]
          .filter(Boolean)
          .join(', '),
        value: bytesTotal === 0 ? null : bytesRead / bytesTotal,
      };
    default:
      return status satisfies never;
  }
}

/** Whole seconds at least: anything finer only flickers. */
export function timeLeft(ms: number): string {
  return formatDuration(Math.max(Math.ceil(ms / 1000), 1) * 1000);
}

function ProgressLine({ label, value }: ProgressView) {
  return (
    <div className="flex min-w-0 flex-col justify-center gap-1">
      <span className="truncate text-xs text-muted-foreground" title={label}>
        {label}
      </span>
      <Progress value={value} label={label} />
    </div>
  );
}
