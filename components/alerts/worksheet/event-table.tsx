import Link from 'next/link';
import type { EventRow } from '@/lib/events/schemas';
import { Absent } from '../../ui/absent';
import { OutcomeLabel } from '../../ui/outcome';
import { shortArn } from '../../ui/short-arn';
import { UtcTime } from '../../ui/utc-time';
import { eventHref } from './event-links';
import { showUnseen } from './unseen-characters';

/** Events in short; the action leads to the whole record. */
export function EventTable({ events }: { readonly events: readonly EventRow[] }) {
  return (
    <table className="w-full table-fixed text-left text-xs">
      <thead className="sticky top-0 z-10 bg-background">
        <tr className="h-7 border-b [&>th]:px-2 [&>th]:font-medium [&>th]:text-muted-foreground">
          <th scope="col" className="w-38">
            Time (UTC)
          </th>
          <th scope="col" className="w-64">
            Action
          </th>
          <th scope="col" className="w-44">
            Outcome
          </th>
          <th scope="col">Principal</th>
          <th scope="col" className="w-40">
            From
          </th>
          <th scope="col">With</th>
          <th scope="col" className="w-48">
            Resource
          </th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <tr key={event.eventId} className="h-7 border-b hover:bg-hover [&>td]:truncate [&>td]:px-2">
            <td>
              <UtcTime iso={event.eventTime} />
            </td>
            <td title={`${event.provider ?? ''} ${event.action ?? ''}`}>
              <Link
                href={eventHref(event.eventId)}
                prefetch={false}
                className="font-mono text-link underline-offset-2 hover:underline"
              >
                {event.action ?? event.eventId}
              </Link>{' '}
              <span className="text-muted-foreground">{event.provider?.replace('.amazonaws.com', '')}</span>
            </td>
            <td>
              <OutcomeLabel outcome={event.outcome} errorCode={event.errorCode} />
            </td>
            <Text
              value={event.principalArn ?? event.userName}
              label={event.principalArn ? shortArn(event.principalArn) : undefined}
              absent="no principal"
            />
            <Text
              value={
                event.sourceAddress && [event.sourceAddress, event.sourceCountry].filter(Boolean).join(' · ')
              }
              absent="no address"
            />
            <Text value={event.userAgent} absent="no user agent" />
            <Text value={event.resource} absent="none named" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface TextProps {
  readonly value: string | null;
  readonly label?: string | undefined;
  readonly absent: string;
}

function Text({ value, label, absent }: TextProps) {
  return (
    <td className="font-mono" title={value ?? undefined}>
      {value === null ? <Absent>{absent}</Absent> : showUnseen(label ?? value)}
    </td>
  );
}
