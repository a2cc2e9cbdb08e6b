import type { RawJson, RawObject } from './record';
import { asObject, stringOnly } from './values';

const AWS_SUFFIX = '.amazonaws.com';
const INSTANCE_ID_LENGTH_MIN = 10;
const INSTANCE_ARN_MARK = ':instance/';

/** What `related.hosts` is gathered from. */
export interface HostSources {
  /** `sourceIPAddress` when it is no IP literal. */
  readonly sourceHost: string | undefined;
  readonly tlsServerName: string | undefined;
  readonly request: RawObject;
  readonly response: RawObject;
  readonly resources: RawJson | undefined;
}

/** Host names and EC2 instance ids the record names, each once; AWS's own end points left out. */
export function relatedHosts(sources: HostSources): string[] {
  const hosts: string[] = [];
  const { sourceHost, tlsServerName, request, response, resources } = sources;
  if (sourceHost?.includes('.') && !sourceHost.includes(' ') && !sourceHost.endsWith(AWS_SUFFIX)) {
    hosts.push(sourceHost);
  }
  if (tlsServerName !== undefined && !tlsServerName.endsWith(AWS_SUFFIX)) add(hosts, tlsServerName);
  add(hosts, stringOnly(request.computerName));
  if (Array.isArray(resources)) addFromResources(hosts, resources);
  addFromPayload(hosts, request);
  addFromPayload(hosts, response);
  return hosts;
}

function addFromResources(hosts: string[], resources: readonly RawJson[]): void {
  for (const resource of resources) {
    const { ARN, arn } = asObject(resource);
    const name = stringOnly(ARN) ?? stringOnly(arn) ?? '';
    const mark = name.indexOf(INSTANCE_ARN_MARK);
    if (mark >= 0) addInstance(hosts, name.slice(mark + INSTANCE_ARN_MARK.length));
  }
}

function addFromPayload(hosts: string[], payload: RawObject): void {
  addInstance(hosts, payload.instanceId);
  addInstance(hosts, payload.target);
  addInstance(hosts, payload.resourceId);
  const { instanceIds, instancesSet } = payload;
  if (Array.isArray(instanceIds)) for (const id of instanceIds) addInstance(hosts, id);
  if (instancesSet === undefined) return;
  const { items } = asObject(instancesSet);
  if (Array.isArray(items)) for (const item of items) addInstance(hosts, asObject(item).instanceId);
}

function addInstance(hosts: string[], value: RawJson | undefined): void {
  if (typeof value !== 'string' || !value.startsWith('i-')) return;
  if (value.length >= INSTANCE_ID_LENGTH_MIN) add(hosts, value);
}

function add(hosts: string[], host: string | undefined): void {
  if (host !== undefined && !hosts.includes(host)) hosts.push(host);
}
