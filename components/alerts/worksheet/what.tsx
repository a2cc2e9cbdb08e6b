'use client';

import { useMemo, useState } from 'react';
import type { AlertDetail } from '@/lib/alerts/schemas';
import type { JsonValue } from '@/lib/ecs';
import { Section } from '../../layout/section';
import { CopyButton } from '../../ui/copy-button';
import { Input } from '../../ui/input';
import { ScrollRegion } from '../../ui/scroll-region';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '../../ui/tabs';
import { TextLink } from '../../ui/text-link';
import { eventHref } from './event-links';
import { matchesIn } from './highlight';
import { parseRecord } from './json-rows';
import { JsonTree } from './json-tree';
import { RawText } from './raw-text';

type Tab = 'request' | 'response' | 'raw' | 'ecs';

const TABS: ReadonlyArray<readonly [Tab, string]> = [
  ['request', 'Request'],
  ['response', 'Response'],
  ['raw', 'Raw'],
  ['ecs', 'ECS'],
];

/** The record itself: what was asked, what was answered, and both whole documents. */
export function What({ alert }: { readonly alert: AlertDetail }) {
  const [tab, setTab] = useState<Tab>('request');
  const [search, setSearch] = useState('');
  const record = useMemo(() => parseRecord(alert.raw), [alert.raw]);
  const shown = textOf(tab, alert, record?.requestParameters, record?.responseElements);

  return (
    <Section title="What" actions={<TextLink href={eventHref(alert.eventId)}>Open the event</TextLink>}>
      <Tabs
        value={tab}
        onValueChange={(value) => setTab(TABS.find(([key]) => key === value)?.[0] ?? 'request')}
      >
        <TabsList>
          {TABS.map(([key, label]) => (
            <TabsTrigger key={key} value={key}>
              {label}
            </TabsTrigger>
          ))}
        </TabsList>
        <div className="flex items-center gap-2 py-2">
          <Input
            type="search"
            aria-label="Search in this document"
            placeholder="Search"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            className="h-7"
          />
          <span aria-live="polite" className="shrink-0 text-xs text-muted-foreground">
            {search.trim() && `${matchesIn(shown, search).length} matches`}
          </span>
          <CopyButton value={shown} label="Copy" disabled={shown === ''} className="font-normal" />
        </div>
        <ScrollRegion label="Document" className="max-h-[32rem] min-h-24">
          <TabsContent value="request">
            <Part
              label="Request parameters"
              value={record?.requestParameters}
              absent="The record holds no request parameters."
              search={search}
            />
          </TabsContent>
          <TabsContent value="response">
            <Part
              label="Response elements"
              value={record?.responseElements}
              absent="The record holds no response. CloudTrail keeps none for calls that only read."
              search={search}
            />
          </TabsContent>
          <TabsContent value="raw">
            <RawText raw={alert.raw} search={search} />
          </TabsContent>
          <TabsContent value="ecs">
            <JsonTree label="ECS document" value={alert.ecs} search={search} />
          </TabsContent>
        </ScrollRegion>
      </Tabs>
    </Section>
  );
}

interface PartProps {
  readonly label: string;
  readonly value: JsonValue | undefined;
  readonly absent: string;
  readonly search: string;
}

function Part({ label, value, absent, search }: PartProps) {
  if (value === undefined || value === null) return <p className="text-muted-foreground italic">{absent}</p>;
  return <JsonTree label={label} value={value} search={search} />;
}

/** What the copy button takes along: the record's own text for Raw, indented JSON for the rest. */
function textOf(tab: Tab, alert: AlertDetail, request?: JsonValue, response?: JsonValue): string {
  if (tab === 'raw') return alert.raw;
  const value = { request, response, ecs: alert.ecs }[tab];
  return value === undefined || value === null ? '' : JSON.stringify(value, null, 2);
}
