import type { FieldName } from '../ecs';
import type { Value } from './ast';
import { type Condition, valueText } from './condition';
import { isUnstorable, lowerAscii } from './text';

/**
 * The fields a value without a field is looked for in: what an analyst would paste into a search box. Kibana
 * searches whole words of every field; here the value is a piece of text, found inside any of these.
 */
export const FREE_TEXT_FIELDS: readonly FieldName[] = [
  'event.action',
  'event.provider',
  'event.id',
  'user.name',
  'user.id',
  'aws.cloudtrail.user_identity.arn',
  'aws.cloudtrail.user_identity.access_key_id',
  'aws.cloudtrail.user_identity.invoked_by',
  'aws.cloudtrail.user_identity.session_context.session_issuer.arn',
  'source.address',
  'source.geo.country_name',
  'source.geo.city_name',
  'source.as.organization.name',
  'user_agent.original',
  'cloud.account.id',
  'cloud.region',
  'aws.cloudtrail.error_code',
  'aws.cloudtrail.error_message',
  'aws.cloudtrail.request_parameters',
  'aws.cloudtrail.response_elements',
  'aws.cloudtrail.resources.arn',
];

/**
 * Free text matches when one of {@link FREE_TEXT_FIELDS} holds it anywhere, whatever the case of A to Z; stars
 * stand for anything between. Several words are one text, as KQL reads them. A lone star, or nothing but stars,
 * matches every event.
 */
export function freeTextCondition(value: Value): Condition | boolean {
  const parts = (value.kind === 'wildcard' ? value.parts : [valueText(value)]).map(lowerAscii);
  if (parts.every((part) => part === '')) return true;
  return isUnstorable(parts.join('')) ? false : { kind: 'contains', parts };
}
