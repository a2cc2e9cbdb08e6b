import type { AlertEvidence } from '@/lib/alerts/schemas';
import { formatCount } from '@/lib/format';
import { fieldIs } from '@/lib/kql';
import { TextLink } from '../../ui/text-link';
import { UtcTime } from '../../ui/utc-time';
import { allOf, eventHref, eventsHref } from './event-links';

/** The events an alert rests on, where it is more than one. */
export function FoundEvents({
  evidence,
  query,
}: {
  readonly evidence: AlertEvidence;
  readonly query: string;
}) {
  switch (evidence.type) {
    case 'threshold':
      return <CountedEvents evidence={evidence} query={query} />;
    case 'sequence':
      return (
        <ol
          aria-label="Events of the sequence"
          className="flex flex-wrap gap-x-6 gap-y-1 text-muted-foreground"
        >
          {evidence.events.map(({ eventId, eventTime }, index) => (
            <li key={eventId}>
              {index + 1}. <TextLink href={eventHref(eventId)}>event</TextLink> at <UtcTime iso={eventTime} />
            </li>
          ))}
        </ol>
      );
    default:
      return evidence satisfies never;
  }
}

function CountedEvents({
  evidence: { terms, count, from, to },
  query,
}: {
  readonly evidence: Extract<AlertEvidence, { readonly type: 'threshold' }>;
  readonly query: string;
}) {
  const group = terms.map(({ field, value }) => fieldIs(field, value));
  // The search ends before its end, and the last event counts.
  const end = new Date(Date.parse(to) + 1).toISOString();
  return (
    <p className="text-muted-foreground">
      <TextLink href={eventsHref(allOf(`(${query.trim()})`, ...group), { from, to: end })}>
        {formatCount(count, 'counted event')}
      </TextLink>{' '}
      from <UtcTime iso={from} /> to <UtcTime iso={to} />
    </p>
  );
}
