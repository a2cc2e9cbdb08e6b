import { isIP } from 'node:net';
import {
  type EcsEvent,
  type EcsSlots,
  type JsonObject,
  newSlots,
  SLOT,
  setFields,
  slotsToEvent,
} from '../ecs';
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
import { asObject, isPlainObject, text } from './values';

/** What every event of the data stream has. */
const BLANK: Readonly<EcsSlots> = (() => {
  const event = newSlots();
  setFields(event, {
    'event.kind': 'event',
    'event.dataset': 'aws.cloudtrail',
    'event.module': 'aws',
    'event.type': ['info'],
    'data_stream.dataset': 'aws.cloudtrail',
    'data_stream.namespace': 'default',
    'data_stream.type': 'logs',
    'ecs.version': '8.11.0',
    'cloud.provider': 'aws',
  });
  return event;
})();
const SERVICE_SUFFIX = '.amazonaws.com';

/**
 * Normalises a CloudTrail record to ECS as the Elastic AWS integration 8.9.0 does.
 *
 * Pure and total: a key of an unexpected type gives no field. `@timestamp` is absent when the record has no
 * usable time (`recordProblem` says so beforehand). `event.ingested` and `event.created` are the caller's.
 * Text is kept as it came: NUL characters and lone surrogates are for the store to deal with.
 */
export function toEcs(record: CloudTrailRecord, enrich: Enrich): EcsEvent {
  return slotsToEvent(toEcsSlots(record, enrich));
}

/** The same as slots: what a load of hundreds of thousands can afford. */
export function toEcsSlots(record: CloudTrailRecord, enrich: Enrich): EcsSlots {
  const event = BLANK.slice();
  const time = parseEventTime(text(record.eventTime) ?? '');
  if (time !== undefined) event[SLOT['@timestamp']] = time;
  setCall(event, record);
  setOutcome(event, record);
  const sourceHost = setSource(event, text(record.sourceIPAddress), enrich);
  setAgent(event, text(record.userAgent), enrich);
  setUserIdentity(event, asObject(record.userIdentity));
  setPeopleAndPayloads(event, record);
  setRecordFields(event, record);
  setTls(event, record.tlsDetails);
  const resources = toResources(record.resources);
  if (resources !== undefined) event[SLOT['aws.cloudtrail.resources']] = resources;
  const hosts = relatedHosts({
    sourceHost,
    tlsServerName: event[SLOT['tls.client.server_name']] as string | undefined,
    request: asObject(record.requestParameters),
    response: asObject(record.responseElements),
    resources: record.resources,
  });
  if (hosts.length > 0) event[SLOT['related.hosts']] = hosts;
  if (record.insightDetails !== undefined) setInsight(event, record.insightDetails);
  if (recordKind(record) === 'digest') setDigest(event, record);
  return event;
}

function setCall(event: EcsSlots, record: CloudTrailRecord): void {
  const id = text(record.eventID);
  const action = text(record.eventName);
  const provider = text(record.eventSource);
  const region = text(record.awsRegion);
  const account =
    text(asObject(record.userIdentity).accountId) ??
    text(record.recipientAccountId) ??
    text(record.awsAccountId);
  if (id !== undefined) event[SLOT['event.id']] = id;
  if (action !== undefined) {
    event[SLOT['event.action']] = action;
    const categories = eventCategories(action);
    if (categories) {
      event[SLOT['event.category']] = categories.category;
      event[SLOT['event.type']] = categories.type;
    }
  }
  if (provider !== undefined) {
    event[SLOT['event.provider']] = provider;
    if (provider.endsWith(SERVICE_SUFFIX) && provider.length > SERVICE_SUFFIX.length) {
      event[SLOT['cloud.service.name']] = provider.slice(0, -SERVICE_SUFFIX.length);
    }
  }
  if (region !== undefined) event[SLOT['cloud.region']] = region;
  if (account !== undefined) event[SLOT['cloud.account.id']] = account;
}

/** A call failed when it carries any error, even code "200"; a console login says itself how it went. */
function setOutcome(event: EcsSlots, record: CloudTrailRecord): void {
  const code = text(record.errorCode);
  const message = text(record.errorMessage);
  if (code !== undefined) event[SLOT['aws.cloudtrail.error_code']] = code;
  if (message !== undefined) event[SLOT['aws.cloudtrail.error_message']] = message;
  event[SLOT['event.outcome']] = code === undefined && message === undefined ? 'success' : 'failure';
  if (event[SLOT['event.action']] !== 'ConsoleLogin') return;
  const login = text(asObject(record.responseElements).ConsoleLogin);
  if (login !== undefined) event[SLOT['event.outcome']] = login.toLowerCase();
  setConsoleLogin(event, asObject(record.additionalEventData));
}

function setConsoleLogin(event: EcsSlots, data: RawObject): void {
  const mobile = text(data.MobileVersion);
  const mfa = text(data.MFAUsed);
  const loginTo = text(data.LoginTo);
  if (mobile !== undefined) {
    event[SLOT['aws.cloudtrail.console_login.additional_eventdata.mobile_version']] = mobile !== 'No';
  }
  if (mfa !== undefined)
    event[SLOT['aws.cloudtrail.console_login.additional_eventdata.mfa_used']] = mfa !== 'No';
  if (loginTo !== undefined)
    event[SLOT['aws.cloudtrail.console_login.additional_eventdata.login_to']] = loginTo;
}

/** Sets `source.*`; returns the address when it is a host name or other text instead of an IP literal. */
function setSource(event: EcsSlots, address: string | undefined, enrich: Enrich): string | undefined {
  if (address === undefined) return undefined;
  event[SLOT['source.address']] = address;
  // A zone (`fe80::1%eth0`) passes for IPv6 in Node, but no ip column takes it.
  if (isIP(address) === 0 || address.includes('%')) return address;
  event[SLOT['source.ip']] = address;
  event[SLOT['related.ip']] = address;
  setFields(event, enrich.geo(address) ?? {});
  return undefined;
}

function setAgent(event: EcsSlots, userAgent: string | undefined, enrich: Enrich): void {
  if (userAgent === undefined) return;
  event[SLOT['user_agent.original']] = userAgent;
  setFields(event, enrich.agent(userAgent) ?? {});
}

function setPeopleAndPayloads(event: EcsSlots, record: CloudTrailRecord): void {
  const { additionalEventData: additional } = record;
  // Identity Center names the user in the event data; Elastic moves the name out before it renders the rest.
  const movedName =
    event[SLOT['event.action']] === 'UserAuthentication' ? text(asObject(additional).UserName) : undefined;
  const actor = setActor(event, record, movedName);
  setTargets(event, asObject(record.requestParameters), asObject(record.responseElements));
  setRelatedUsers(event, actor);
  // Nulled, not deleted: the key still counts for the size of Java's table.
  const rest = movedName === undefined ? additional : { ...asObject(additional), UserName: null };
  setPayloads(event, record, rest);
}

function setInsight(event: EcsSlots, details: RawJson): void {
  const kept = removeEmpties(details);
  if (isPlainObject(kept)) event[SLOT['aws.cloudtrail.flattened.insight_details']] = kept as JsonObject;
}
