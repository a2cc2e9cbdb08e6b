import type { BundleDetail } from '@/lib/bundles/schemas';
import { formatBytes, formatDuration, formatNumber } from '@/lib/format';
import { SECOND_MS } from '@/lib/time';
import { Absent } from '../ui/absent';
import { UtcTime } from '../ui/utc-time';
import { timeLeft } from './bundle-progress';
import type { Rate } from './rate';

interface BundleFactsProps {
  readonly bundle: BundleDetail;
  readonly rate: Rate | null;
}

/**
 * The same six facts in the same places whether the bundle is being read or has been: nothing moves when it ends.
 */
export function BundleFacts({ bundle, rate }: BundleFactsProps) {
  const { bytesRead, bytesTotal, members, records, status } = bundle;
  const isRunning = status === 'running';
  return (
    <dl className="grid grid-cols-[10rem_repeat(4,minmax(7rem,max-content))_1fr] gap-x-8">
      <Fact name="Size">
        {isRunning ? `${formatBytes(bytesRead)} of ${formatBytes(bytesTotal)}` : formatBytes(bytesTotal)}
      </Fact>
      <Fact name="Members">{formatNumber(members)}</Fact>
      <Fact name="Records">{formatNumber(records)}</Fact>
      <Fact name="Records a second">{speedOf(bundle, rate)}</Fact>
      <Fact name={isRunning ? 'Time left' : 'Read in'}>{timeOf(bundle, rate)}</Fact>
      <Fact name={`Added (UTC) by ${adderOf(bundle)}`}>
        <UtcTime iso={bundle.createdAt} relative />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="truncate text-xs text-muted-foreground">{name}</dt>
      <dd className="truncate">{children}</dd>
    </div>
  );
}

function adderOf({ createdBy, origin }: BundleDetail): string {
  return origin === 'cli' ? 'the command line' : createdBy;
}

function speedOf(bundle: BundleDetail, rate: Rate | null) {
  if (rate) return formatNumber(rate.recordsPerSecond);
  const ms = readMs(bundle);
  return ms ? formatNumber(Math.round(bundle.records / (ms / SECOND_MS))) : <Absent>not read yet</Absent>;
}

function timeOf(bundle: BundleDetail, rate: Rate | null) {
  if (bundle.status === 'running') {
    return rate?.msLeft ? timeLeft(rate.msLeft) : <Absent>not known yet</Absent>;
  }
  const ms = readMs(bundle);
  return ms === null ? <Absent>not finished</Absent> : formatDuration(ms);
}

function readMs({ startedAt, finishedAt }: BundleDetail): number | null {
  return startedAt && finishedAt ? Math.max(Date.parse(finishedAt) - Date.parse(startedAt), 1) : null;
}
