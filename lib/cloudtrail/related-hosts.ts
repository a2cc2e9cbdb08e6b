import type { RawJson, RawObject } from './record';
import { asObject, isObject, stringOnly } from './values';

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
  const hosts = new Set<string>();
  const { sourceHost, tlsServerName, request, response } = sources;
  if (sourceHost?.includes('.') && !sourceHost.includes(' ') && !sourceHost.endsWith(AWS_SUFFIX)) {
    hosts.add(sourceHost);
  }
  if (tlsServerName !== undefined && !tlsServerName.endsWith(AWS_SUFFIX)) hosts.add(tlsServerName);
  const computerName = stringOnly(request.computerName);
  if (computerName !== undefined) hosts.add(computerName);

  const addInstance = (value: RawJson | undefined) => {
    if (typeof value === 'string' && value.startsWith('i-') && value.length >= INSTANCE_ID_LENGTH_MIN) {
      hosts.add(value);
    }
  };
  for (const resource of list(sources.resources)) {
    const { ARN, arn } = asObject(resource);
    const name = stringOnly(ARN) ?? stringOnly(arn) ?? '';
    const mark = name.indexOf(INSTANCE_ARN_MARK);
    if (mark >= 0) addInstance(name.slice(mark + INSTANCE_ARN_MARK.length));
  }
  for (const payload of [request, response]) {
    addInstance(payload.instanceId);
    addInstance(payload.target);
    addInstance(payload.resourceId);
    for (const id of list(payload.instanceIds)) addInstance(id);
    for (const item of list(asObject(payload.instancesSet).items)) {
      if (isObject(item)) addInstance(item.instanceId);
    }
  }
  return [...hosts];
}

function list(value: RawJson | undefined): readonly RawJson[] {
  return Array.isArray(value) ? value : [];
}
