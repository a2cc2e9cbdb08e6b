import type { AlertDetail, AlertEvidence, AlertHistory } from '../alerts/schemas';
import { describeAgent } from '../enrich/agent';
import { formatCount, formatDuration, formatNumber, formatUtc } from '../format';
import { HOUR_MS } from '../time';

/** `arn:aws:iam::1:user/bert-jan` → `bert-jan`; a role session → `role Deploy (session alice)`. */
export function principalName(arn: string | null): string {
  if (!arn) return 'An identity without ARN';
  const session = /:assumed-role\/([^/]+)\/(.+)$/.exec(arn);
  if (session) return `Role ${session[1]} (session ${session[2]})`;
  if (/:root$/.test(arn)) return 'The root user';
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** What an action does, in words; the API's own name where we have none. */
function doing(alert: AlertDetail): string {
  const resource = alert.resource ?? 'an instance it does not name';
  const isUserData = alert.raw.includes('"userData"') && alert.eventAction === 'DescribeInstanceAttribute';
  return isUserData
    ? `read the user data of ${resource}`
    : `called ${alert.eventAction ?? 'an API'} on ${resource}`;
}

function place(alert: AlertDetail): string {
  if (!alert.sourceAddress) return 'an unknown address';
  const known = [alert.sourceCountry, alert.sourceAs].filter((part) => part !== null);
  return known.length > 0 ? `${alert.sourceAddress} (${known.join(', ')})` : alert.sourceAddress;
}

/** One sentence: who did what to what, from where, with which tool, when. */
export function reasonSentence(alert: AlertDetail): string {
  const tool = alert.userAgent ? `with ${describeAgent(alert.userAgent).name}` : 'with no user agent';
  return `${principalName(alert.principalArn)} ${doing(alert)} from ${place(alert)} ${tool} at ${formatUtc(alert.eventTime)} UTC.`;
}

/** One or two sentences: why the rule alerts, and what the verdict rests on. */
export function whySentence(alert: AlertDetail): string {
  const { history, evidence, newTerms } = alert;
  if (evidence?.type === 'threshold') return thresholdSentence(evidence);
  if (evidence?.type === 'sequence') return sequenceSentence(evidence);
  if (evidence?.type === 'aggregate') {
    const span = formatDuration(Date.parse(evidence.to) - Date.parse(evidence.from));
    return `${formatCount(evidence.count, 'event')} within ${span}, taken together as the query says; this is the latest.`;
  }
  return history ? newSentence(history, newTerms.length) : 'The event matches the query of the rule.';
}

type Evidence<Type> = Extract<AlertEvidence, { readonly type: Type }>;

function thresholdSentence({ terms, count, from, to, cardinality }: Evidence<'threshold'>): string {
  const group = terms.map(({ value }) => value).join(', ');
  const counted = cardinality
    ? `, with ${formatCount(cardinality.value, 'different value')} of ${cardinality.field}`
    : '';
  const span = formatDuration(Date.parse(to) - Date.parse(from));
  return `${formatCount(count, 'event matches', 'events match')} the query${group ? ` for ${group}` : ''} within ${span}${counted}; this is the latest.`;
}

function sequenceSentence({ key, events }: Evidence<'sequence'>): string {
  const [first] = events;
  const last = events.at(-1);
  const span = first && last ? formatDuration(Date.parse(last.eventTime) - Date.parse(first.eventTime)) : '';
  return `${formatCount(events.length, 'event')} in the order the rule asks for${key.length > 0 ? `, joined by ${key.join(', ')}` : ''}, within ${span}; this is the last.`;
}

/** Why a combination of so many terms counts as new. */
function newSentence(history: AlertHistory, terms: number): string {
  const days = history.windowHours / 24;
  const window = Number.isInteger(days) ? formatCount(days, 'day') : formatCount(history.windowHours, 'hour');
  const span = formatDuration(history.spanHours * HOUR_MS);
  const together = terms > 1 ? 'This combination was' : 'This value was';
  if (history.events === 0) {
    return `${together} never seen before, but there is no history at all: the data begins with this event (window ${window}: cold start).`;
  }
  const gaps =
    history.hoursWithoutData > 0
      ? `, ${formatCount(history.hoursWithoutData, 'hour')} of them without data`
      : '';
  const basis = history.coldStart
    ? `in the ${span} of history before it${gaps} (window ${window}: cold start)`
    : `in the ${window} before it${gaps}`;
  return `${together} not seen ${basis}: ${formatCount(history.events, 'event')} of the account, ${formatNumber(history.matchingEvents)} of them matching the rule.`;
}
