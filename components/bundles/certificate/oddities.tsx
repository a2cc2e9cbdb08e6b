import type { Certificate, EventExample } from '@/lib/bundles/schemas';
import { formatCount, formatUtc } from '@/lib/format';
import { TextLink } from '../../ui/text-link';
import { eventLinkAddress } from '../links';
import { memberAddress } from '../search-params';

/** Parts of records that CloudTrail itself left out, because they were too large. */
export function Omitted({ certificate }: { readonly certificate: Certificate }) {
  const { omitted, bundle } = certificate;
  if (omitted.events === 0) return <p>None: no record says that a part of it was left out.</p>;
  return (
    <>
      <p>
        <TextLink href={eventLinkAddress(omitted.link)}>{formatCount(omitted.events, 'event')}</TextLink> with{' '}
        <code>omitted: true</code>: CloudTrail left a part out because it was too large. Padding a policy
        until this happens hides it.
      </p>
      <ul>
        {omitted.parts.map(({ part, events, link }) => (
          <li key={part}>
            <code>{part}</code> in{' '}
            <TextLink href={eventLinkAddress(link)}>{formatCount(events, 'event')}</TextLink>
          </li>
        ))}
      </ul>
      <Examples bundleId={bundle.id} examples={omitted.examples} />
    </>
  );
}

/** Events whose time cannot be right, or does not fit. */
export function Clock({ certificate }: { readonly certificate: Certificate }) {
  const { clock, bundle } = certificate;
  if (clock.length === 0)
    return <p>None: every time fits the rest of the bundle and the names of its files.</p>;
  return (
    <ul className="flex flex-col gap-2">
      {clock.map(({ kind, sentence, events, examples, link }) => (
        <li key={kind} className="break-inside-avoid">
          <p>
            {link ? (
              <TextLink href={eventLinkAddress(link)}>{formatCount(events, 'event')}</TextLink>
            ) : (
              formatCount(events, 'event')
            )}
            : {sentence}
          </p>
          <Examples bundleId={bundle.id} examples={examples} />
        </li>
      ))}
    </ul>
  );
}

interface ExamplesProps {
  readonly bundleId: number;
  readonly examples: readonly EventExample[];
}

function Examples({ bundleId, examples }: ExamplesProps) {
  return (
    <ul className="pl-4 text-xs leading-5">
      {examples.map(({ eventId, eventTime, memberId, member }) => (
        <li key={`${eventId} ${eventTime}`} className="wrap-anywhere">
          {formatUtc(eventTime)}{' '}
          <span className="font-mono">
            <TextLink href={`/events/${eventId}`}>{eventId}</TextLink>
          </span>{' '}
          in{' '}
          <span className="font-mono">
            <TextLink href={memberAddress(bundleId, memberId)}>{member}</TextLink>
          </span>
        </li>
      ))}
    </ul>
  );
}
