import type { ReactNode } from 'react';
import type { DeletionPreview } from '@/lib/bundles/schemas';
import { formatBytes, formatCount, formatNumber, formatUtc } from '@/lib/format';
import { TextLink } from '../../ui/text-link';
import { bundleEventsAddress } from '../links';
import { bundleAddress } from '../search-params';

/** What deleting takes away and what it leaves, each with its number. */
export function DeletionFacts({ preview }: { readonly preview: DeletionPreview }) {
  const { bundle, events, conflicts, members, bytes, alerts } = preview;
  const onAlerts = alerts.sourceRemoved + alerts.superseded;
  return (
    <div className="flex flex-col gap-3">
      <Group title="Goes">
        <li>
          <RemovedEvents preview={preview} /> that no other bundle holds
        </li>
        <li>
          <TextLink href={bundleAddress(bundle.id, { tab: 'members' })}>
            {formatCount(members.removed, 'file')}
          </TextLink>{' '}
          of evidence ({formatBytes(bytes.removed)} stored)
        </li>
        {conflicts > 0 && (
          <li>
            <TextLink href={bundleAddress(bundle.id, { tab: 'conflicts' })}>
              {formatCount(conflicts, 'conflicting record')}
            </TextLink>
          </li>
        )}
      </Group>
      <Group title="Stays">
        <li>{formatCount(events.kept, 'event')} that another bundle holds too</li>
        {events.replaced > 0 && (
          <li>
            {formatCount(events.replaced, 'event')} in another version: a bundle with a record of the same id
            and other content takes over
          </li>
        )}
        {members.handedOver > 0 && (
          <li>
            {formatCount(members.handedOver, 'file')} that another bundle has too (
            {formatBytes(bytes.handedOver)} stored)
          </li>
        )}
        <li>Every alert, with its own copy of its event and the decision about it</li>
      </Group>
      <Group title="Alerts that rest on it">
        {onAlerts === 0 && <li>None</li>}
        {alerts.sourceRemoved > 0 && (
          <li>
            {formatCount(alerts.sourceRemoved, 'alert')} whose event goes;{' '}
            {alerts.sourceRemoved === 1 ? 'it is' : 'they are'} marked
          </li>
        )}
        {alerts.superseded > 0 && (
          <li>
            {formatCount(alerts.superseded, 'alert')} superseded by an event that goes; the rules are run
            again and {alerts.superseded === 1 ? 'it' : 'they'} may stand again
          </li>
        )}
        {alerts.decided > 0 && <li>{formatNumber(alerts.decided)} of them decided; the decisions stay</li>}
      </Group>
      {alerts.examples.length > 0 && <AlertExamples examples={alerts.examples} total={onAlerts} />}
    </div>
  );
}

/** A link only where it shows exactly these: no search tells which of a bundle's events another one holds too. */
function RemovedEvents({ preview: { bundle, events } }: { readonly preview: DeletionPreview }) {
  const text = formatCount(events.removed, 'event');
  const isAll = events.removed > 0 && events.kept === 0 && events.replaced === 0;
  return isAll ? <TextLink href={bundleEventsAddress(bundle.id)}>{text}</TextLink> : text;
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-3 border-t pt-2">
      <h3 className="text-muted-foreground">{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}

interface AlertExamplesProps {
  readonly examples: DeletionPreview['alerts']['examples'];
  readonly total: number;
}

function AlertExamples({ examples, total }: AlertExamplesProps) {
  return (
    <ul aria-label="Alerts" className="max-h-32 overflow-y-auto border px-2 py-1 text-xs leading-5">
      {examples.map(({ id, ruleName, status, eventTime }) => (
        <li key={id}>
          {formatUtc(eventTime)} <TextLink href={`/alerts/${id}`}>{ruleName}</TextLink>{' '}
          <span className="text-muted-foreground">{status}</span>
        </li>
      ))}
      {total > examples.length && (
        <li className="text-muted-foreground">and {formatNumber(total - examples.length)} more</li>
      )}
    </ul>
  );
}
