'use client';

import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import { describeAgent } from '@/lib/enrich/agent';
import type { EventRow } from '@/lib/events/schemas';
import { Absent } from '../ui/absent';
import { Identifier } from '../ui/identifier';
import { OutcomeLabel } from '../ui/outcome';
import { RowLink } from '../ui/row-link';
import { shortArn } from '../ui/short-arn';
import { Hint } from '../ui/tooltip';
import { UtcTime } from '../ui/utc-time';
import type { VirtualColumnMeta } from '../ui/virtual-row';
import { KindMark } from './kind-mark';
import { OrderHeader } from './order-header';

export const eventFeatures = tableFeatures({});

const helper = createColumnHelper<typeof eventFeatures, EventRow>();

export const eventColumns = helper.columns([
  helper.accessor('eventTime', {
    header: () => <OrderHeader />,
    cell: ({ getValue }) => <UtcTime iso={getValue()} className="relative z-1" />,
  }),
  helper.accessor('action', {
    header: 'Action',
    cell: ({ row: { original: event } }) => (
      <>
        <KindMark event={event} />
        <RowLink href={`/events/${event.eventId}`} className="font-medium">
          {event.action ?? 'no action recorded'}
        </RowLink>
      </>
    ),
  }),
  helper.accessor('provider', {
    header: 'Service',
    cell: ({ getValue }) => <Service provider={getValue()} />,
  }),
  helper.accessor('outcome', {
    header: 'Outcome',
    cell: ({ row: { original: event } }) => (
      <OutcomeLabel outcome={event.outcome} errorCode={event.errorCode} />
    ),
  }),
  helper.accessor('principalArn', {
    header: 'Principal',
    cell: ({ row: { original: event } }) => <Principal event={event} />,
  }),
  helper.accessor('accessKeyId', {
    header: 'Access key',
    cell: ({ getValue }) => {
      const key = getValue();
      return key ? <Identifier value={key} kind="access key" tail={4} /> : <Absent>no key</Absent>;
    },
  }),
  helper.accessor('resource', {
    header: 'Resource',
    cell: ({ getValue }) => {
      const resource = getValue();
      return resource ? (
        <Identifier value={resource} kind="resource" label={shortArn(resource)} />
      ) : (
        <Absent>none named</Absent>
      );
    },
  }),
  helper.accessor('sourceAddress', {
    header: 'From',
    cell: ({ row: { original: event } }) => <Source event={event} />,
  }),
  helper.accessor('userAgent', { header: 'With', cell: ({ getValue }) => <Agent userAgent={getValue()} /> }),
  helper.accessor('region', {
    header: 'Region',
    cell: ({ getValue }) => <Text value={getValue()} absent="no region" />,
  }),
]);

function Text({ value, absent }: { readonly value: string | null; readonly absent: string }) {
  return value ? <span className="truncate">{value}</span> : <Absent>{absent}</Absent>;
}

/** Every service ends alike; the part before it tells them apart. */
function Service({ provider }: { readonly provider: string | null }) {
  if (!provider) return <Absent>not recorded</Absent>;
  return (
    <span className="truncate" title={provider}>
      {provider.replace(/\.amazonaws\.com$/, '')}
    </span>
  );
}

function Principal({ event }: { readonly event: EventRow }) {
  const { principalArn, userName } = event;
  if (principalArn)
    return <Identifier value={principalArn} kind="principal" label={shortArn(principalArn)} />;
  return userName ? <Identifier value={userName} kind="user name" /> : <Absent>not named</Absent>;
}

function Source({ event }: { readonly event: EventRow }) {
  const { sourceAddress, sourceCountry } = event;
  if (!sourceAddress) return <Absent>no address</Absent>;
  return (
    <>
      <Identifier value={sourceAddress} kind="source address" />
      {sourceCountry && <span className="shrink-0 text-muted-foreground">{sourceCountry}</span>}
    </>
  );
}

function Agent({ userAgent }: { readonly userAgent: string | null }) {
  if (!userAgent) return <Absent>no agent</Absent>;
  return (
    <Hint label={<span className="font-mono">{userAgent}</span>}>
      <span className="relative z-1 truncate">{describeAgent(userAgent).name}</span>
    </Hint>
  );
}

const WIDTHS: Readonly<Record<string, string>> = {
  eventTime: '156px',
  action: 'minmax(180px, 1.4fr)',
  provider: 'minmax(96px, 0.6fr)',
  outcome: 'minmax(116px, 1fr)',
  principalArn: 'minmax(140px, 1.3fr)',
  accessKeyId: '96px',
  resource: 'minmax(120px, 1fr)',
  sourceAddress: 'minmax(150px, 1fr)',
  userAgent: 'minmax(100px, 0.8fr)',
  region: '108px',
};

export function eventColumnMeta(columnId: string): VirtualColumnMeta {
  return { width: WIDTHS[columnId] ?? '1fr' };
}
