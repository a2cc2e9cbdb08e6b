import { isIP } from 'node:net';
import type { EcsEvent, JsonObject } from '../ecs';
import { setDigest } from './digest';
import { removeEmpties } from './empties';
import type { Enrich } from './enrich';
import { eventCategories } from './event-categories';
import { parseEventTime } from './event-time';
import { setPayloads } from './payload';
import type { CloudTrailRecord, RawJson, RawObject } from './record';
import { setRecordFields } from './record-fields';
import { recordKind } from './record-kind';
import { relatedHosts } from './related-hosts';
import { toResources } from './resources';
import { setTls } from './tls';
import { setActor, setRelatedUsers, setTargets } from './user';
import { setUserIdentity } from './user-identity';
import { asObject, type Draft, isPlainObject, text } from './values';

const DEFAULT_TYPE: readonly string[] = ['info'];
const SERVICE_SUFFIX = '.amazonaws.com';

/**
 * Normalises a CloudTrail record to ECS as the Elastic AWS integration 8.9.0 does.
 *
 * Pure and total: a key of an unexpected type gives no field. `@timestamp` is absent when the record has no
 * usable time (`recordProblem` says so beforehand). `event.ingested` and `event.created` are the caller's.
 * Text is kept as it came: NUL characters and lone surrogates are for the store to deal with.
 */
export function toEcs(record: CloudTrailRecord, enrich: Enrich): EcsEvent {
  const event: Draft = {
    'event.kind': 'event',
    'event.dataset': 'aws.cloudtrail',
    'event.module': 'aws',
    'event.type': DEFAULT_TYPE,
    'data_stream.dataset': 'aws.cloudtrail',
    'data_stream.namespace': 'default',
    'data_stream.type': 'logs',
    'ecs.version': '8.11.0',
    'cloud.provider': 'aws',
  };
  const time = parseEventTime(text(record.eventTime) ?? '');
  if (time !== undefined) event['@timestamp'] = time;
  setCall(event, record);
  setOutcome(event, record);
  const sourceHost = setSource(event, text(record.sourceIPAddress), enrich);
  setAgent(event, text(record.userAgent), enrich);
  setUserIdentity(event, asObject(record.userIdentity));
  setPeopleAndPayloads(event, record);
  setRecordFields(event, record);
  setTls(event, record.tlsDetails);
  const resources = toResources(record.resources);
  if (resources !== undefined) event['aws.cloudtrail.resources'] = resources;
  const hosts = relatedHosts({
    sourceHost,
    tlsServerName: event['tls.client.server_name'] as string | undefined,
    request: asObject(record.requestParameters),
    response: asObject(record.responseElements),
    resources: record.resources,
  });
  if (hosts.length > 0) event['related.hosts'] = hosts;
  if (record.insightDetails !== undefined) setInsight(event, record.insightDetails);
  if (recordKind(record) === 'digest') setDigest(event, record);
  return event;
}

function setCall(event: Draft, record: CloudTrailRecord): void {
  const id = text(record.eventID);
  const action = text(record.eventName);
  const provider = text(record.eventSource);
  const region = text(record.awsRegion);
  const account =
    text(asObject(record.userIdentity).accountId) ??
    text(record.recipientAccountId) ??
    text(record.awsAccountId);
  if (id !== undefined) event['event.id'] = id;
  if (action !== undefined) {
    event['event.action'] = action;
    const categories = eventCategories(action);
    if (categories) {
      event['event.category'] = categories.category;
      event['event.type'] = categories.type;
    }
  }
  if (provider !== undefined) {
    event['event.provider'] = provider;
    if (provider.endsWith(SERVICE_SUFFIX) && provider.length > SERVICE_SUFFIX.length) {
      event['cloud.service.name'] = provider.slice(0, -SERVICE_SUFFIX.length);
    }
  }
  if (region !== undefined) event['cloud.region'] = region;
  if (account !== undefined) event['cloud.account.id'] = account;
}

/** A call failed when it carries any error, even code "200"; a console login says itself how it went. */
function setOutcome(event: Draft, record: CloudTrailRecord): void {
  const code = text(record.errorCode);
  const message = text(record.errorMessage);
  if (code !== undefined) event['aws.cloudtrail.error_code'] = code;
  if (message !== undefined) event['aws.cloudtrail.error_message'] = message;
  event['event.outcome'] = code === undefined && message === undefined ? 'success' : 'failure';
  if (event['event.action'] !== 'ConsoleLogin') return;
  const login = text(asObject(record.responseElements).ConsoleLogin);
  if (login !== undefined) event['event.outcome'] = login.toLowerCase();
  setConsoleLogin(event, asObject(record.additionalEventData));
}

function setConsoleLogin(event: Draft, data: RawObject): void {
  const mobile = text(data.MobileVersion);
  const mfa = text(data.MFAUsed);
  const loginTo = text(data.LoginTo);
  if (mobile !== undefined) {
    event['aws.cloudtrail.console_login.additional_eventdata.mobile_version'] = mobile !== 'No';
  }
  if (mfa !== undefined) event['aws.cloudtrail.console_login.additional_eventdata.mfa_used'] = mfa !== 'No';
  if (loginTo !== undefined) event['aws.cloudtrail.console_login.additional_eventdata.login_to'] = loginTo;
}

/** Sets `source.*`; returns the address when it is a host name or other text instead of an IP literal. */
function setSource(event: Draft, address: string | undefined, enrich: Enrich): string | undefined {
  if (address === undefined) return undefined;
  event['source.address'] = address;
  // A zone (`fe80::1%eth0`) passes for IPv6 in Node, but no ip column takes it.
  if (isIP(address) === 0 || address.includes('%')) return address;
  event['source.ip'] = address;
  event['related.ip'] = address;
  Object.assign(event, enrich.geo(address));
  return undefined;
}

function setAgent(event: Draft, userAgent: string | undefined, enrich: Enrich): void {
  if (userAgent === undefined) return;
  event['user_agent.original'] = userAgent;
  Object.assign(event, enrich.agent(userAgent));
}

function setPeopleAndPayloads(event: Draft, record: CloudTrailRecord): void {
  const { additionalEventData: additional } = record;
  // Identity Center names the user in the event data; Elastic moves the name out before it renders the rest.
  const movedName =
    event['event.action'] === 'UserAuthentication' ? text(asObject(additional).UserName) : undefined;
  const actor = setActor(event, record, movedName);
  setTargets(event, asObject(record.requestParameters), asObject(record.responseElements));
  setRelatedUsers(event, actor);
  // Nulled, not deleted: the key still counts for the size of Java's table.
  const rest = movedName === undefined ? additional : { ...asObject(additional), UserName: null };
  setPayloads(event, record, rest);
}

function setInsight(event: Draft, details: RawJson): void {
  const kept = removeEmpties(details);
  if (isPlainObject(kept)) event['aws.cloudtrail.flattened.insight_details'] = kept as JsonObject;
}
