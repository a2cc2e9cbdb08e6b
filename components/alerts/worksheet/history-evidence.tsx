import type { AlertDetail, AlertHistory } from '@/lib/alerts/schemas';
import { formatCount, formatDuration } from '@/lib/format';
import { fieldIs } from '@/lib/kql';
import { HOUR_MS } from '@/lib/time';
import { Badge } from '../../ui/badge';
import { FirstSeenMark } from '../../ui/first-seen';
import { Identifier } from '../../ui/identifier';
import { TextLink } from '../../ui/text-link';
import { Hint } from '../../ui/tooltip';
import { UtcTime } from '../../ui/utc-time';
import { allOf, eventsHref } from './event-links';

/** How much history stands behind "new", and what each value of the tuple had done before. */
export function HistoryEvidence({
  alert,
  history,
}: {
  readonly alert: AlertDetail;
  readonly history: AlertHistory;
}) {
  const { newTerms, eventTime } = alert;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground">
      {history.coldStart && <ColdStart history={history} />}
      {history.events > 0 && (
        <TextLink href={accountHref(alert, history)}>
          {formatCount(history.events, 'event')} of the account before it
        </TextLink>
      )}
      {newTerms.length > 1 && (
        <TextLink href={eventsHref(allOf(...newTerms.map(({ field, value }) => fieldIs(field, value))))}>
          all events of this combination
        </TextLink>
      )}
      <ul aria-label="Values of the new tuple" className="flex w-full flex-wrap gap-x-6 gap-y-1">
        {history.lastSeen.map((seen) => (
          <li key={seen.field} className="flex min-w-0 flex-wrap items-center gap-x-1.5">
            <Identifier
              value={seen.value}
              kind={seen.field}
              href={eventsHref(fieldIs(seen.field, seen.value))}
            />
            {seen.firstSeenAt === null || seen.firstSeenAt >= eventTime ? (
              <FirstSeenMark hint="This event is the first that holds the value." />
            ) : (
              <span>
                first seen <UtcTime iso={seen.firstSeenAt} />
              </span>
            )}
            <span>
              {seen.matchedAt ? (
                <>
                  last matched <UtcTime iso={seen.matchedAt} />
                </>
              ) : (
                'never matched before'
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ColdStart({ history }: { readonly history: AlertHistory }) {
  return (
    <Hint label="The data begins inside the rule's window, so a value may be new here and old in truth.">
      <Badge variant="warning" tabIndex={0}>
        Cold start: {formatDuration(history.spanHours * HOUR_MS)} of{' '}
        {formatDuration(history.windowHours * HOUR_MS)}
      </Badge>
    </Hint>
  );
}

function accountHref({ accountId, eventTime }: AlertDetail, history: AlertHistory): string {
  const from = new Date(Date.parse(eventTime) - history.windowHours * HOUR_MS).toISOString();
  return eventsHref(accountId ? fieldIs('cloud.account.id', accountId) : '', { from, to: eventTime });
}
