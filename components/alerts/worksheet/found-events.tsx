import type { AlertEvidence } from '@/lib/alerts/schemas';
import { formatCount } from '@/lib/format';
import { fieldIs, parseKql, printKql } from '@/lib/kql';
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
    case 'aggregate':
      return (
        <>
          <dl aria-label="What the query returned" className="flex flex-wrap gap-x-6 gap-y-1">
            {evidence.columns.map(({ name, values }) => (
              <div key={name} className="flex min-w-0 gap-x-1.5">
                <dt className="font-mono text-xs text-muted-foreground">{name}</dt>
                <dd className="min-w-0 font-mono text-xs break-all">{values.join(', ')}</dd>
              </div>
            ))}
          </dl>
          <EventList label="Latest events of the group" events={evidence.events.slice(0, EVENTS_SHOWN)} />
        </>
      );
    case 'sequence':
      return <EventList label="Events of the sequence" events={evidence.events} />;
    default:
      return evidence satisfies never;
  }
}

/** More would push down what they are evidence for. */
const EVENTS_SHOWN = 12;

function EventList({
  label,
  events,
}: {
  readonly label: string;
  readonly events: ReadonlyArray<{ readonly eventId: string; readonly eventTime: string }>;
}) {
  return (
    <ol aria-label={label} className="flex flex-wrap gap-x-6 gap-y-1 text-muted-foreground">
      {events.map(({ eventId, eventTime }, index) => (
        <li key={eventId}>
          {index + 1}. <TextLink href={eventHref(eventId)}>event</TextLink> at <UtcTime iso={eventTime} />
        </li>
      ))}
    </ol>
  );
}

/** The search box has one line, and would join what stands on two. */
function onOneLine(query: string): string {
  const parsed = parseKql(query);
  return parsed.ok ? printKql(parsed.ast) : query;
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
      <TextLink href={eventsHref(allOf(`(${onOneLine(query)})`, ...group), { from, to: end })}>
        {formatCount(count, 'counted event')}
      </TextLink>{' '}
      from <UtcTime iso={from} /> to <UtcTime iso={to} />
    </p>
  );
}
