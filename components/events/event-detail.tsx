import Link from 'next/link';
import type { EventDetail } from '@/lib/events/schemas';
import { envelopeWord } from '../bundles/envelope-words';
import { type Fact, FactTable } from '../layout/facts';
import { PageHeader } from '../layout/page-header';
import { Absent } from '../ui/absent';
import { Button } from '../ui/button';
import { Identifier } from '../ui/identifier';
import { OutcomeLabel } from '../ui/outcome';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '../ui/tabs';
import { UtcTime } from '../ui/utc-time';
import { EventOrigin } from './event-origin';
import { FieldTable } from './field-table';
import { JsonView } from './json-view';
import { KindMark } from './kind-mark';
import { eventAddress } from './search-params';

const AROUND_MS = 5 * 60_000;

export function EventPage({ event }: { readonly event: EventDetail }) {
  return (
    <>
      <PageHeader title={event.action ?? 'No action recorded'} actions={<AroundLink event={event} />}>
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted-foreground">
          <span className="flex items-center gap-1.5">
            <KindMark event={event} />
            {event.provider ?? 'service not recorded'}
          </span>
          <OutcomeLabel outcome={event.outcome} errorCode={event.errorCode} />
          <UtcTime iso={event.eventTime} />
          <Identifier value={event.eventId} kind="event id" />
        </p>
      </PageHeader>
      <div className="grid min-h-0 flex-1 grid-cols-1 lg:grid-cols-[minmax(340px,420px)_minmax(0,1fr)]">
        <section
          aria-label="Facts"
          className="border-b px-4 py-4 lg:overflow-y-auto lg:border-r lg:border-b-0"
        >
          <FactTable facts={factsOf(event)} />
          <h2 className="pt-4 pb-1 font-semibold">Evidence</h2>
          <EventOrigin event={event} />
        </section>
        <Documents event={event} />
      </div>
    </>
  );
}

function Documents({ event }: { readonly event: EventDetail }) {
  const ecs = JSON.stringify(event.ecs, null, 2);
  return (
    <Tabs defaultValue="fields" className="min-h-0">
      <TabsList className="px-4">
        <TabsTrigger value="fields">Fields</TabsTrigger>
        <TabsTrigger value="ecs">ECS document</TabsTrigger>
        <TabsTrigger value="raw">Record as it came</TabsTrigger>
      </TabsList>
      <TabsContent value="fields" className="flex min-h-0 flex-col">
        <FieldTable document={event.ecs} />
      </TabsContent>
      <TabsContent value="ecs" className="flex min-h-0 flex-col">
        <JsonView text={ecs} label="ECS document" copyLabel="Copy ECS document" />
      </TabsContent>
      <TabsContent value="raw" className="flex min-h-0 flex-col">
        <JsonView text={event.raw} label="CloudTrail record as it came" copyLabel="Copy record" />
      </TabsContent>
    </Tabs>
  );
}

function AroundLink({ event }: { readonly event: EventDetail }) {
  const time = Date.parse(event.eventTime);
  const address = eventAddress('/events', {
    from: new Date(time - AROUND_MS).toISOString(),
    to: new Date(time + AROUND_MS).toISOString(),
  });
  return (
    <Button variant="outline" asChild>
      <Link href={address}>5 minutes around it</Link>
    </Button>
  );
}

function factsOf(event: EventDetail): Fact[] {
  const { envelope, lacks } = event;
  /** Why a field is absent: the form has no such field at all, or this record has it not. */
  const absent = (field: string, what: string) =>
    lacks.includes(field) ? `${envelopeWord(envelope)}: has no ${what}` : `no ${what} in this record`;
  const value = (name: string, shown: string | null, field: string, what: string) =>
    searchable(name, shown, field, absent(field, what));
  return [
    value('Principal', event.principalArn, 'aws.cloudtrail.user_identity.arn', 'ARN'),
    value('User name', event.userName, 'user.name', 'user name'),
    value('Access key', event.accessKeyId, 'aws.cloudtrail.user_identity.access_key_id', 'access key'),
    value('Source address', event.sourceAddress, 'source.address', 'address'),
    { name: 'Country', value: event.sourceCountry ?? <Absent>not known for this address</Absent> },
    {
      name: 'User agent',
      value: <Mono value={event.userAgent} absent={absent('user_agent.original', 'user agent')} />,
    },
    value('Account', event.accountId, 'cloud.account.id', 'account'),
    value('Region', event.region, 'cloud.region', 'region'),
    {
      name: 'Resource',
      value: event.resource ? <Identifier value={event.resource} /> : <Absent>none named</Absent>,
    },
  ];
}

/** A value that leads to every event that shares it. */
function searchable(name: string, value: string | null, field: string, absent: string): Fact {
  if (!value) return { name, value: <Absent>{absent}</Absent> };
  const href = eventAddress('/events', { q: `${field}: ${JSON.stringify(value)}` });
  return { name, value: <Identifier value={value} kind={name.toLowerCase()} href={href} /> };
}

function Mono({ value, absent }: { readonly value: string | null; readonly absent: string }) {
  return value ? <span className="font-mono text-xs break-all">{value}</span> : <Absent>{absent}</Absent>;
}
