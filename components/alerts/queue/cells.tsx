'use client';

import type { AlertHistory, AlertRow } from '@/lib/alerts/schemas';
import { describeAgent } from '@/lib/enrich/agent';
import { formatCount, formatDuration, formatUtc } from '@/lib/format';
import { HOUR_MS } from '@/lib/time';
import { Absent } from '../../ui/absent';
import { FirstSeenMark } from '../../ui/first-seen';
import { Identifier } from '../../ui/identifier';
import { shortArn } from '../../ui/short-arn';
import { Hint } from '../../ui/tooltip';

interface AlertCellProps {
  readonly alert: AlertRow;
}

export function PrincipalCell({ alert }: AlertCellProps) {
  const arn = alert.principalArn;
  if (!arn) return <Absent>no ARN in the record</Absent>;
  return (
    <>
      <Identifier value={arn} kind="principal" label={shortArn(arn)} />
      <NewTermMark history={alert.history} value={arn} />
    </>
  );
}

export function KeyCell({ alert }: AlertCellProps) {
  if (!alert.accessKeyId) return <Absent>no key</Absent>;
  return <Identifier value={alert.accessKeyId} kind="access key" tail={4} />;
}

export function ResourceCell({ alert }: AlertCellProps) {
  if (!alert.resource) return <Absent>none named</Absent>;
  return (
    <>
      <Identifier value={alert.resource} kind="resource" label={shortArn(alert.resource)} />
      <NewTermMark history={alert.history} value={alert.resource} />
    </>
  );
}

/** A value of the tuple that the rule had not met on its own either, not only in this combination. */
function NewTermMark({ history, value }: { readonly history: AlertHistory | null; readonly value: string }) {
  const term = history?.lastSeen.find((seen) => seen.value === value);
  if (!term || term.matchedAt !== null) return null;
  const first = term.firstSeenAt
    ? `First event of any kind: ${formatUtc(term.firstSeenAt)}.`
    : 'This is its first event of any kind.';
  return <FirstSeenMark hint={`Not met by this rule before. ${first}`} />;
}

export function SourceCell({ alert }: AlertCellProps) {
  const { sourceAddress, sourceCountry, sourceAs } = alert;
  if (!sourceAddress) return <Absent>no address</Absent>;
  if (!sourceCountry && !sourceAs) return <Identifier value={sourceAddress} kind="source address" />;
  return (
    <Hint label={[sourceAddress, sourceCountry, sourceAs].filter(Boolean).join(', ')}>
      <span className="relative z-1 truncate">{[sourceCountry, sourceAs].filter(Boolean).join(' · ')}</span>
    </Hint>
  );
}

export function AgentCell({ alert }: AlertCellProps) {
  if (!alert.userAgent) return <Absent>no agent</Absent>;
  return (
    <Hint label={<span className="font-mono">{alert.userAgent}</span>}>
      <span className="relative z-1 truncate">{describeAgent(alert.userAgent).name}</span>
    </Hint>
  );
}

export function HistoryCell({ history }: { readonly history: AlertHistory | null }) {
  if (!history) return <Absent>not needed</Absent>;
  const span = formatDuration(history.spanHours * HOUR_MS);
  const window = formatDuration(history.windowHours * HOUR_MS);
  const evidence = `${span} of history before it, ${formatCount(history.events, 'event')}, ${formatCount(history.matchingEvents, 'match', 'matches')} of the rule. The rule looks back ${window}.`;
  return (
    <Hint label={history.coldStart ? `Cold start: ${evidence}` : evidence}>
      <span className="relative z-1 flex min-w-0 items-center gap-1.5">
        {history.coldStart ? (
          <span className="text-warning">cold start</span>
        ) : (
          <span className="truncate text-muted-foreground">{span}</span>
        )}
      </span>
    </Hint>
  );
}
