import Link from 'next/link';
import type { BundleDetail } from '@/lib/bundles/schemas';
import { formatBytes, formatCount, formatDuration, formatNumber } from '@/lib/format';
import { type Fact, FactRow } from '../layout/facts';
import { PageHeader } from '../layout/page-header';
import { Button } from '../ui/button';
import { UtcTime } from '../ui/utc-time';
import { BundleVerdictLabel } from './bundle-verdict-label';
import { describeSpan } from './span';

export function BundleHeader({ bundle }: { readonly bundle: BundleDetail }) {
  return (
    <>
      <PageHeader title={bundle.name} actions={<HeaderLinks bundle={bundle} />}>
        <BundleVerdictLabel bundle={bundle} />
      </PageHeader>
      <div className="border-b px-4 py-3">
        <FactRow facts={factsOf(bundle)} />
      </div>
    </>
  );
}

function HeaderLinks({ bundle }: { readonly bundle: BundleDetail }) {
  const { firstEvent, lastEvent, alerts } = bundle;
  if (!firstEvent || !lastEvent) return null;
  const span = new URLSearchParams({ from: firstEvent, to: justAfter(lastEvent) });
  return (
    <>
      <Button variant="outline" asChild>
        <Link href={`/events?${span}`}>Events of this time</Link>
      </Button>
      <Button variant="outline" asChild>
        <Link href={`/alerts?status=all&${span}`}>{formatCount(alerts, 'alert')}</Link>
      </Button>
    </>
  );
}

function factsOf(bundle: BundleDetail): Fact[] {
  const { startedAt, finishedAt, firstEvent, lastEvent } = bundle;
  return [
    { name: 'Records read', value: formatNumber(bundle.records) },
    { name: 'New events', value: formatNumber(bundle.inserted) },
    { name: 'Duplicates dropped', value: formatNumber(bundle.duplicates) },
    { name: 'Same id, other content', value: formatNumber(bundle.conflicts) },
    { name: 'Skipped', value: formatNumber(bundle.skipped) },
    { name: 'Errors', value: formatNumber(bundle.errors) },
    { name: 'Size', value: formatBytes(bundle.bytesTotal) },
    {
      name: 'Covers (UTC)',
      value: firstEvent && lastEvent ? describeSpan(firstEvent, lastEvent) : 'no event',
    },
    {
      name: `Added (UTC) by ${bundle.createdBy}`,
      value: <UtcTime iso={bundle.createdAt} relative />,
    },
    {
      name: 'Read in',
      value:
        startedAt && finishedAt
          ? formatDuration(Date.parse(finishedAt) - Date.parse(startedAt))
          : 'not finished',
    },
  ];
}

/** Ranges end before their end; the last event has to be inside. */
function justAfter(iso: string): string {
  return new Date(Date.parse(iso) + 1).toISOString();
}
