import { ENVELOPE_NAMES } from '@/lib/cloudtrail/envelope';

const NAMES: ReadonlyMap<string, string> = new Map(Object.entries(ENVELOPE_NAMES));

/** What a member was, in words. Null: it was refused unread. */
export function envelopeWord(envelope: string | null): string {
  if (envelope === null) return 'not read';
  return NAMES.get(envelope) ?? envelope;
}

const STATUSES: ReadonlyMap<string, string> = new Map([
  ['running', 'being read'],
  ['done', 'read'],
  ['failed', 'could not be read'],
  ['skipped', 'nothing of CloudTrail'],
  ['known', 'same bytes as before'],
]);

export function memberStatusWord(status: string): string {
  return STATUSES.get(status) ?? status;
}

const CARRIERS: ReadonlyMap<string, string> = new Map([
  ['eventbridge', 'an EventBridge message'],
  ['lookup-events', 'an answer of lookup-events'],
  ['cloudwatch-logs', 'a CloudWatch Logs event'],
  ['cloudtrail-lake', 'a row of CloudTrail Lake'],
  ['elastic', 'an Elastic document'],
  ['logstash', 'a Logstash event'],
  ['datadog', 'a Datadog event'],
  ['panther', 'a Panther event'],
  ['splunk', 'a Splunk event'],
  ['ocsf', 'an OCSF event'],
]);

/** `an EventBridge message`: what a record came inside of. */
export function carrierWord(envelope: string | null): string {
  return CARRIERS.get(envelope ?? '') ?? 'something that carries it';
}
