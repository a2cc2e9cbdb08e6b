import type { AlertHistory } from '../alerts/schemas';
import { derivedUuid } from '../cloudtrail';
import { storableJson, storableText } from '../db/storable';
import { type EcsEvent, fieldStrings, nest, severityRank } from '../ecs';
import type { WholeEvent } from '../events/load-whole';
import type { EvaluableRule } from '../rules/definition';
import type { Sighting } from './find-firsts';

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
function resourceOf(ecs: EcsEvent, rule: EvaluableRule, terms: readonly string[]): string | null {
  const index = rule.newTerms.fields.findIndex((field) => field.startsWith('aws.cloudtrail.flattened.'));
  return (
    terms[index] ??
    fieldStrings(ecs, 'related.hosts')[0] ??
    fieldStrings(ecs, 'aws.cloudtrail.resources.arn')[0] ??
    null
  );
}

/** Everything an alert row holds, from the rule, the sighting and the event in full. */
export function toAlertRow(
  rule: EvaluableRule,
  sighting: Sighting,
  event: WholeEvent,
  history: AlertHistory,
): NewAlert {
  const { ecs } = event;
  const text = (value: string | null | undefined) => (value == null ? null : storableText(value));
  const first = (name: Parameters<typeof fieldStrings>[1]) => text(fieldStrings(ecs, name)[0]);
  const id = alertId(rule.ruleId, sighting.terms_hash, sighting.event_id, sighting.event_time.toISOString());
  const newTerms = rule.newTerms.fields.map((field, index) => ({
    field,
    value: sighting.terms[index] ?? '',
  }));
  return {
    id,
    values: [
      id,
      rule.ruleId,
      rule.severity,
      severityRank(rule.severity),
      rule.riskScore,
      sighting.event_id,
      sighting.event_time.toISOString(),
      sighting.terms_hash,
      JSON.stringify(newTerms),
      JSON.stringify(history),
      storableJson(nest(ecs)),
      storableText(event.raw),
      first('aws.cloudtrail.user_identity.arn'),
      first('aws.cloudtrail.user_identity.access_key_id'),
      text(resourceOf(ecs, rule, sighting.terms)),
      first('source.address'),
      first('source.geo.country_iso_code'),
      first('source.as.organization.name'),
      first('user_agent.original'),
      first('cloud.account.id'),
      first('cloud.region'),
    ],
  };
}
