import { formatCount, formatDuration } from '@/lib/format';
import type { Sighting } from '@/lib/investigate/schemas';
import { TextLink } from '../../ui/text-link';
import { UtcTime } from '../../ui/utc-time';

interface SeenProps {
  readonly sighting: Sighting;
  readonly alertTime: string;
  /** All events that hold the value. */
  readonly href: string;
}

/** `412 events, 96 before this one; first 2023-07-10 11:42:12, 13 min before`. */
export function Seen({
  sighting: { firstSeen, lastSeen, events, eventsBefore },
  alertTime,
  href,
}: SeenProps) {
  if (events === 0 || firstSeen === null) return <span>in no other event</span>;
  const age = Date.parse(alertTime) - Date.parse(firstSeen);
  return (
    <span>
      <TextLink href={href}>{formatCount(events, 'event')}</TextLink>,{' '}
      {eventsBefore === 0 ? 'none' : eventsBefore.toLocaleString('en-US')} before this one; first{' '}
      <UtcTime iso={firstSeen} />
      {age > 0 && <span className="text-muted-foreground"> ({formatDuration(age)} before)</span>}
      {lastSeen && lastSeen !== firstSeen && (
        <>
          , last <UtcTime iso={lastSeen} />
        </>
      )}
    </span>
  );
}
