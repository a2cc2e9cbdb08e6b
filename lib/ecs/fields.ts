/**
 * The field registry: every ECS field the product knows, its Elasticsearch type and where it lives in the
 * `event` table. It is the only source of column names for SQL, and the only list of fields a query may name.
 *
 * Types and limits follow the Elastic AWS integration 8.9.0 (CloudTrail data stream): keyword unless said
 * otherwise, `ignore_above` 1024 by default and 8191 for the two long payload strings. A value above its
 * limit is kept in the record but no query sees it, as in Elasticsearch.
 */

export type FieldType =
  | 'keyword'
  | 'constant_keyword'
  | 'long'
  | 'boolean'
  | 'date'
  | 'ip'
  | 'geo_point'
  | 'flattened';

/** Where a field's value is found in a row of `event`. */
export type Storage =
  /** A typed column of its own: text, bigint, boolean, timestamptz, inet, point, or text[] when `array`. */
  | { readonly kind: 'column'; readonly column: string }
  /** A key, named as the field, of the jsonb column `extra` (a JSON array when `array`). */
  | { readonly kind: 'extra' }
  /** A jsonb object column whose sub-keys are addressed as `<field>.<path>`; `path` leads to the object inside it. */
  | { readonly kind: 'flattened'; readonly column: string; readonly path: readonly string[] }
  /** Members of the jsonb array column `resources`. */
  | { readonly kind: 'resources'; readonly key: 'arn' | 'account_id' | 'type' }
  /** A fixed SQL expression over the row, for values that can be derived. */
  | { readonly kind: 'expression'; readonly sql: string }
  /** The same value on every event. */
  | { readonly kind: 'constant'; readonly value: string };

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly storage: Storage;
  /** True when one event may hold several values; a query matches when any of them does. */
  readonly array: boolean;
  /** Longest value, in UTF-16 units, that a query can see. Absent: no limit. */
  readonly ignoreAbove?: number;
  /** The same in bytes of UTF-8, for columns that an index may hold: a longer value could not be stored at all. */
  readonly bytesMax?: number;
}

const encoder = new TextEncoder();

/** Whether a text is too long for queries to see. The record keeps it all the same. */
export function isBeyondLimit({ ignoreAbove, bytesMax }: Field, text: string): boolean {
  if (ignoreAbove !== undefined && text.length > ignoreAbove) return true;
  // A UTF-16 unit takes three bytes at most, so nearly every text is short enough at a glance.
  return bytesMax !== undefined && text.length * 3 > bytesMax && encoder.encode(text).length > bytesMax;
}

const DEFAULT_IGNORE_ABOVE = 1024;
const PAYLOAD_IGNORE_ABOVE = 8191;
/** PostgreSQL refuses index entries above 2,704 bytes; a time and headers lie in them too. */
const INDEXED_BYTES_MAX = 2600;

function keyword(column: string) {
  return { ...keywords(column), array: false } as const;
}
function keywords(column: string) {
  return {
    type: 'keyword',
    storage: { kind: 'column', column },
    array: true,
    ignoreAbove: DEFAULT_IGNORE_ABOVE,
    bytesMax: INDEXED_BYTES_MAX,
  } as const;
}
/** A keyword that no index holds, so that only Elasticsearch's own limit applies. */
function stored(column: string) {
  return { ...storedList(column), array: false } as const;
}
function storedList(column: string) {
  return {
    type: 'keyword',
    storage: { kind: 'column', column },
    array: true,
    ignoreAbove: DEFAULT_IGNORE_ABOVE,
  } as const;
}
function unlimited(column: string) {
  return { type: 'keyword', storage: { kind: 'column', column }, array: false } as const;
}
function payload(column: string) {
  return {
    type: 'keyword',
    storage: { kind: 'column', column },
    array: false,
    ignoreAbove: PAYLOAD_IGNORE_ABOVE,
  } as const;
}
function column(type: 'long' | 'boolean' | 'date' | 'ip' | 'geo_point', name: string) {
  return { type, storage: { kind: 'column', column: name }, array: false } as const;
}
function constant(value: string) {
  return { type: 'constant_keyword', storage: { kind: 'constant', value }, array: false } as const;
}
function flattened(name: string, path: readonly string[] = []) {
  return { type: 'flattened', storage: { kind: 'flattened', column: name, path }, array: false } as const;
}
function resources(key: 'arn' | 'account_id' | 'type') {
  return {
    type: 'keyword',
    storage: { kind: 'resources', key },
    array: true,
    ignoreAbove: DEFAULT_IGNORE_ABOVE,
  } as const;
}
const extra = {
  type: 'keyword',
  storage: { kind: 'extra' },
  array: false,
  ignoreAbove: DEFAULT_IGNORE_ABOVE,
} as const;
const extraArray = { ...extra, array: true } as const;
const extraUnlimited = { type: 'keyword', storage: { kind: 'extra' }, array: false } as const;
const extraBoolean = { type: 'boolean', storage: { kind: 'extra' }, array: false } as const;

const DEFINITIONS = {
  '@timestamp': column('date', 'event_time'),
  'event.id': {
    type: 'keyword',
    storage: { kind: 'expression', sql: `coalesce(extra ->> 'event.id', event_id::text)` },
    array: false,
  },
  'event.action': keyword('event_action'),
  'event.provider': keyword('event_provider'),
  'event.outcome': keyword('event_outcome'),
  'event.category': keywords('event_category'),
  'event.type': keywords('event_type'),
  'event.kind': constant('event'),
  'event.dataset': constant('aws.cloudtrail'),
  'event.module': constant('aws'),
  'event.ingested': column('date', 'ingested_at'),
  'event.created': column('date', 'ingested_at'),
  'data_stream.dataset': constant('aws.cloudtrail'),
  'data_stream.namespace': constant('default'),
  'data_stream.type': constant('logs'),
  'ecs.version': constant('8.11.0'),

  'cloud.provider': constant('aws'),
  'cloud.account.id': keyword('cloud_account_id'),
  'cloud.region': keyword('cloud_region'),
  'cloud.service.name': {
    type: 'keyword',
    storage: { kind: 'expression', sql: `substring(event_provider from '^(.*)\\.amazonaws\\.com$')` },
    array: false,
    ignoreAbove: DEFAULT_IGNORE_ABOVE,
  },

  'user.name': keyword('user_name'),
  'user.id': keyword('user_id'),
  'user.email': stored('user_email'),
  'user.target.name': stored('user_target_name'),
  'user.target.id': extra,
  'user.changes.name': extra,
  'service.name': stored('service_name'),
  'group.name': extra,
  'group.id': extra,

  'source.address': keyword('source_address'),
  'source.ip': column('ip', 'source_ip'),
  'source.geo.continent_name': stored('source_geo_continent_name'),
  'source.geo.country_iso_code': keyword('source_geo_country_iso_code'),
  'source.geo.country_name': keyword('source_geo_country_name'),
  'source.geo.region_name': keyword('source_geo_region_name'),
  'source.geo.city_name': keyword('source_geo_city_name'),
  'source.geo.location': column('geo_point', 'source_geo_location'),
  'source.as.number': column('long', 'source_as_number'),
  'source.as.organization.name': keyword('source_as_organization_name'),

  'user_agent.original': keyword('user_agent_original'),
  'user_agent.name': keyword('user_agent_name'),
  'user_agent.version': stored('user_agent_version'),
  'user_agent.os.name': stored('user_agent_os_name'),
  'user_agent.os.version': stored('user_agent_os_version'),
  'user_agent.os.full': stored('user_agent_os_full'),
  'user_agent.device.name': stored('user_agent_device_name'),

  'tls.version': stored('tls_version'),
  'tls.version_protocol': stored('tls_version_protocol'),
  'tls.cipher': stored('tls_cipher'),
  'tls.client.server_name': keyword('tls_client_server_name'),

  'related.user': storedList('related_user'),
  'related.ip': column('ip', 'source_ip'),
  'related.hosts': keywords('related_hosts'),
  'related.hash': extraArray,
  'file.path': extra,

  'aws.cloudtrail.event_version': stored('event_version'),
  'aws.cloudtrail.event_category': stored('event_category_aws'),
  'aws.cloudtrail.event_type': keyword('event_type_aws'),
  'aws.cloudtrail.api_version': stored('api_version'),
  'aws.cloudtrail.read_only': column('boolean', 'read_only'),
  'aws.cloudtrail.management_event': stored('management_event'),
  'aws.cloudtrail.request_id': stored('request_id'),
  'aws.cloudtrail.shared_event_id': stored('shared_event_id'),
  'aws.cloudtrail.recipient_account_id': stored('recipient_account_id'),
  'aws.cloudtrail.vpc_endpoint_id': stored('vpc_endpoint_id'),
  'aws.cloudtrail.vpc_endpoint_account_id': stored('vpc_endpoint_account_id'),
  'aws.cloudtrail.session_credential_from_console': stored('session_credential_from_console'),
  'aws.cloudtrail.error_code': keyword('error_code'),
  'aws.cloudtrail.error_message': keyword('error_message'),
  'aws.cloudtrail.request_parameters': payload('request_parameters_text'),
  'aws.cloudtrail.response_elements': payload('response_elements_text'),
  'aws.cloudtrail.additional_eventdata': unlimited('additional_eventdata_text'),
  'aws.cloudtrail.service_event_details': extraUnlimited,
  'aws.cloudtrail.flattened.request_parameters': flattened('request_parameters'),
  'aws.cloudtrail.flattened.response_elements': flattened('response_elements'),
  'aws.cloudtrail.flattened.additional_eventdata': flattened('additional_eventdata'),
  'aws.cloudtrail.flattened.service_event_details': flattened('extra', [
    'aws.cloudtrail.flattened.service_event_details',
  ]),
  'aws.cloudtrail.flattened.insight_details': flattened('extra', [
    'aws.cloudtrail.flattened.insight_details',
  ]),
  'aws.cloudtrail.flattened.digest': flattened('extra', ['aws.cloudtrail.flattened.digest']),
  'aws.cloudtrail.resources.arn': resources('arn'),
  'aws.cloudtrail.resources.account_id': resources('account_id'),
  'aws.cloudtrail.resources.type': resources('type'),
  'aws.cloudtrail.console_login.additional_eventdata.mobile_version': extraBoolean,
  'aws.cloudtrail.console_login.additional_eventdata.mfa_used': extraBoolean,
  'aws.cloudtrail.console_login.additional_eventdata.login_to': extra,
  'aws.cloudtrail.addendum.reason': extra,
  'aws.cloudtrail.addendum.updated_fields': extra,
  'aws.cloudtrail.addendum.original_request_id': extra,
  'aws.cloudtrail.addendum.original_event_id': extra,
  'aws.cloudtrail.tls_details.key_exchange': extra,

  'aws.cloudtrail.user_identity.type': keyword('user_identity_type'),
  'aws.cloudtrail.user_identity.arn': keyword('user_identity_arn'),
  'aws.cloudtrail.user_identity.access_key_id': keyword('access_key_id'),
  'aws.cloudtrail.user_identity.invoked_by': keyword('invoked_by'),
  'aws.cloudtrail.user_identity.credential_id': extra,
  'aws.cloudtrail.user_identity.identity_provider': extra,
  'aws.cloudtrail.user_identity.on_behalf_of.user_id': extra,
  'aws.cloudtrail.user_identity.on_behalf_of.identity_store_arn': extra,
  'aws.cloudtrail.user_identity.invoked_by_delegate.account_id': extra,
  'aws.cloudtrail.user_identity.in_scope_of.issuer_type': extra,
  'aws.cloudtrail.user_identity.in_scope_of.credentials_issued_to': extra,
  'aws.cloudtrail.user_identity.in_scope_of.source_arn': extra,
  'aws.cloudtrail.user_identity.in_scope_of.source_account': extra,
  'aws.cloudtrail.user_identity.session_context.mfa_authenticated': stored('mfa_authenticated'),
  'aws.cloudtrail.user_identity.session_context.creation_date': column('date', 'session_creation_date'),
  'aws.cloudtrail.user_identity.session_context.ec2_role_delivery': extra,
  'aws.cloudtrail.user_identity.session_context.source_identity': extra,
  'aws.cloudtrail.user_identity.session_context.assumed_root': extraBoolean,
  'aws.cloudtrail.user_identity.session_context.sign_in_session_arn': extra,
  'aws.cloudtrail.user_identity.session_context.web_id_federation_data.federated_provider': extra,
  'aws.cloudtrail.user_identity.session_context.session_issuer.type': stored('session_issuer_type'),
  'aws.cloudtrail.user_identity.session_context.session_issuer.principal_id': stored(
    'session_issuer_principal_id',
  ),
  'aws.cloudtrail.user_identity.session_context.session_issuer.account_id':
    stored('session_issuer_account_id'),
  'aws.cloudtrail.user_identity.session_context.session_issuer.arn': keyword('session_issuer_arn'),
} as const satisfies Record<string, Omit<Field, 'name'>>;

export type FieldName = keyof typeof DEFINITIONS;

/** All registered fields, by name. */
export const FIELDS: ReadonlyMap<string, Field> = new Map(
  Object.entries(DEFINITIONS).map(([name, definition]) => [name, { name, ...definition }]),
);

/** A field as a query names it: a registered field, or a sub-key of a flattened one. */
export interface ResolvedField {
  readonly field: Field;
  /** Keys below a flattened field, `[]` when the field itself is meant. */
  readonly subPath: readonly string[];
}

const FLATTENED = [...FIELDS.values()].filter((field) => field.type === 'flattened');

/**
 * Finds the field a query means.
 *
 * `aws.cloudtrail.flattened.request_parameters.instanceId` resolves to the flattened field with sub-path
 * `['instanceId']`. Returns null for a name the registry does not know.
 */
export function resolveField(name: string): ResolvedField | null {
  const field = FIELDS.get(name);
  if (field) return { field, subPath: [] };
  const parent = FLATTENED.find((candidate) => name.startsWith(`${candidate.name}.`));
  if (!parent) return null;
  const subPath = name.slice(parent.name.length + 1).split('.');
  return subPath.every((key) => key.length > 0) ? { field: parent, subPath } : null;
}
