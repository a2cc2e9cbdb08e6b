import type { AlertEvidence, AlertHistory, NewTerm } from '../alerts/schemas';
import { derivedUuid } from '../cloudtrail';
import { storableJson, storableText } from '../db/storable';
import { type EcsEvent, fieldStrings, nest, severityRank } from '../ecs';
import type { WholeEvent } from '../events/load-whole';
import type { EvaluableRule } from '../rules/definition';

/** What a rule of any type found: the event that stands for it, and what tells it from other finds of that event. */
export interface Find {
  readonly eventId: string;
  readonly eventTime: Date;
  readonly termsHash: string;
  /** The combination that is new; empty for rules of other types. */
  readonly newTerms: readonly NewTerm[];
  readonly evidence: AlertEvidence | null;
  /** Later finds of its group that were kept quiet, and when the latest of them was. */
  readonly suppressed?: { readonly count: number; readonly until: Date | null };
}

/** The order of time, ties by event id. */
export function byTime(a: Find, b: Find): number {
  return a.eventTime.getTime() - b.eventTime.getTime() || (a.eventId < b.eventId ? -1 : 1);
}

export interface NewAlert {
  readonly id: string;
  readonly values: readonly unknown[];
}

/** Columns of an opened alert, in the order of `toAlertRow`'s values, with their SQL types. */
export const ALERT_COLUMNS = [
  ['id', 'uuid'],
  ['rule_id', 'text'],
  ['severity', 'text'],
  ['severity_rank', 'smallint'],
  ['risk_score', 'int'],
  ['event_id', 'uuid'],
  ['event_time', 'timestamptz'],
  ['terms_hash', 'text'],
  ['new_terms', 'jsonb'],
  ['history', 'jsonb'],
  ['evidence', 'jsonb'],
  ['suppressed', 'int'],
  ['suppressed_until', 'timestamptz'],
  ['ecs', 'jsonb'],
  ['raw', 'text'],
  ['principal_arn', 'text'],
  ['access_key_id', 'text'],
  ['resource', 'text'],
  ['source_address', 'text'],
  ['source_country', 'text'],
  ['source_as', 'text'],
  ['user_agent_original', 'text'],
  ['account_id', 'text'],
  ['region', 'text'],
] as const;

/** The same rule, tuple and event always give the same id: an alert keeps its address across databases. */
export function alertId(ruleId: string, termsHash: string, eventId: string, eventTime: string): string {
  return derivedUuid(ruleId, `${termsHash}\0${eventId}\0${eventTime}`);
}

/** The thing acted on: a term that is not the actor, else the first instance or resource the event names. */
function resourceOf(ecs: EcsEvent, newTerms: readonly NewTerm[]): string | null {
  return (
    newTerms.find(({ field }) => field.startsWith('aws.cloudtrail.flattened.'))?.value ??
    fieldStrings(ecs, 'related.hosts')[0] ??
    fieldStrings(ecs, 'aws.cloudtrail.resources.arn')[0] ??
    null
  );
}

/** Everything an alert row holds, from the rule, what it found, and the event in full. */
export function toAlertRow(
  rule: EvaluableRule,
  find: Find,
  event: WholeEvent,
  history: AlertHistory | null,
): NewAlert {
  const { ecs } = event;
  const text = (value: string | null | undefined) => (value == null ? null : storableText(value));
  const first = (name: Parameters<typeof fieldStrings>[1]) => text(fieldStrings(ecs, name)[0]);
  const eventTime = find.eventTime.toISOString();
  const id = alertId(rule.ruleId, find.termsHash, find.eventId, eventTime);
  return {
    id,
    values: [
      id,
      rule.ruleId,
      rule.severity,
      severityRank(rule.severity),
      rule.riskScore,
      find.eventId,
      eventTime,
      find.termsHash,
      JSON.stringify(find.newTerms),
      history && JSON.stringify(history),
      find.evidence && storableJson(find.evidence),
      find.suppressed?.count ?? 0,
      find.suppressed?.until?.toISOString() ?? null,
      storableJson(nest(ecs)),
      storableText(event.raw),
      first('aws.cloudtrail.user_identity.arn'),
      first('aws.cloudtrail.user_identity.access_key_id'),
      text(resourceOf(ecs, find.newTerms)),
      first('source.address'),
      first('source.geo.country_iso_code'),
      first('source.as.organization.name'),
      first('user_agent.original'),
      first('cloud.account.id'),
      first('cloud.region'),
    ],
  };
}
