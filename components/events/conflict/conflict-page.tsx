import Link from 'next/link';
import type { ConflictComparison } from '@/lib/events/schemas';
import { formatCount } from '@/lib/format';
import { PageHeader } from '../../layout/page-header';
import { Button } from '../../ui/button';
import { Identifier } from '../../ui/identifier';
import { UtcTime } from '../../ui/utc-time';
import { ChangeTable } from './change-table';
import { RecordPair } from './record-pair';

/** Two records of one id and time that say different things, side by side. */
export function ConflictPage({ conflict }: { readonly conflict: ConflictComparison }) {
  const { action, provider, eventId, eventTime, changesTotal } = conflict;
  return (
    <>
      <PageHeader
        title={`Two records of one event: ${action ?? 'no action recorded'}`}
        actions={
          <Button variant="outline" asChild>
            <Link href={`/events/${eventId}`}>The event</Link>
          </Button>
        }
      >
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted-foreground">
          <span>{provider ?? 'service not recorded'}</span>
          <UtcTime iso={eventTime} />
          <Identifier value={eventId} kind="event id" />
        </p>
      </PageHeader>
      <section aria-label="Differences" className="border-b px-4 py-3">
        <h2 className="pb-1 font-semibold">
          {changesTotal === 0
            ? 'No field differs'
            : `${formatCount(changesTotal, 'field')} differ${changesTotal === 1 ? 's' : ''}`}
        </h2>
        <p className="pb-2 text-muted-foreground">
          CloudTrail gives each event one id. The record that came first became the event; rules saw only that
          one.
          {changesTotal === 0 && ' Both say the same and are written differently.'}
        </p>
        {changesTotal > 0 && <ChangeTable conflict={conflict} />}
      </section>
      <RecordPair conflict={conflict} />
    </>
  );
}
