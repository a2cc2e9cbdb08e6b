import type { JsonObject, JsonValue } from '../ecs';
import { ACCOUNT_ID, GLOBAL_REGION, HOME_REGION, INSTANCES, type InstanceName } from './account';
import { type Caller, isoSeconds } from './callers';
import { type ExpectedAlertKey, expectedAlert } from './expected-alerts';
import type { Random } from './random';

/** One API call of the story. What is not said follows from the service and the action. */
export interface Call {
  readonly at: number;
  readonly caller: Caller;
  /** Service name without its domain, `ec2`. */
  readonly service: string;
  readonly action: string;
  readonly region?: string;
  readonly request?: JsonObject;
  readonly response?: JsonObject;
  /** Code and message; a refused console sign-in has no code. */
  readonly error?: readonly [code: string | null, message: string];
  readonly additional?: JsonObject;
  readonly resources?: readonly JsonObject[];
  readonly isData?: boolean;
  readonly isReadOnly?: boolean;
  readonly eventType?: string;
  readonly eventId?: string;
}

export interface JournalEntry {
  readonly at: number;
  readonly region: string;
  readonly record: JsonObject;
}

const GLOBAL_SERVICES: ReadonlySet<string> = new Set(['iam', 'signin', 'ce', 'organizations']);

/** Record versions as the services of early 2026 write them. */
const EVENT_VERSIONS: Readonly<Record<string, string>> = {
  sts: '1.08',
  signin: '1.08',
  iam: '1.10',
  ec2: '1.10',
};

/** Collects the records of the story. */
export class Journal {
  private readonly collected: JournalEntry[] = [];

  constructor(private readonly random: Random) {}

  get entries(): readonly JournalEntry[] {
    return this.collected;
  }

  add(call: Call): void {
    const region = call.region ?? (GLOBAL_SERVICES.has(call.service) ? GLOBAL_REGION : HOME_REGION);
    this.collected.push({ at: call.at, region, record: toRecord(call, region, this.random) });
  }

  /** A read of the user data of an instance. */
  readUserData(at: number, caller: Caller, instance: InstanceName, options: Partial<Call> = {}): void {
    this.add({ ...describeAttribute(at, caller, instance, 'userData'), ...options });
  }

  /** The read that the scenario means to be a new principal and instance; its id and time are fixed beforehand. */
  readUserDataExpected(key: ExpectedAlertKey, caller: Caller): void {
    const { eventTime, eventId, instance } = expectedAlert(key);
    this.readUserData(Date.parse(eventTime), caller, instance, { eventId });
  }
}

export function describeAttribute(
  at: number,
  caller: Caller,
  instance: InstanceName,
  attribute: string,
): Call {
  return {
    at,
    caller,
    service: 'ec2',
    action: 'DescribeInstanceAttribute',
    request: { instanceId: INSTANCES[instance], attribute },
  };
}

function toRecord(call: Call, region: string, random: Random): JsonObject {
  const { caller, service, action, error } = call;
  const host = hostOf(service, region);
  const record: Record<string, JsonValue> = {
    eventVersion: EVENT_VERSIONS[service] ?? '1.09',
    userIdentity: caller.identity,
    eventTime: isoSeconds(call.at),
    eventSource: `${service}.amazonaws.com`,
    eventName: action,
    awsRegion: region,
    sourceIPAddress: caller.address,
    userAgent: typeof caller.agent === 'string' ? caller.agent : caller.agent(service, action),
    ...(error?.[0] && { errorCode: error[0] }),
    ...(error && { errorMessage: error[1] }),
    requestParameters: call.request ?? null,
    responseElements: call.response ?? null,
    ...(call.additional && { additionalEventData: call.additional }),
    requestID: service === 's3' ? random.text('ABCDEFGHJKMNPQRSTVWXYZ0123456789', 16) : random.uuid(),
    eventID: call.eventId ?? random.uuid(),
    readOnly: call.isReadOnly ?? isReadOnly(action),
    ...(call.resources && { resources: call.resources }),
    eventType: call.eventType ?? 'AwsApiCall',
    managementEvent: !call.isData,
    recipientAccountId: ACCOUNT_ID,
    ...(caller.vpcEndpointId && { vpcEndpointId: caller.vpcEndpointId, vpcEndpointAccountId: ACCOUNT_ID }),
    eventCategory: call.isData ? 'Data' : 'Management',
  };
  if (caller.isService || call.eventType === 'AwsServiceEvent') return record;
  return {
    ...record,
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: host,
    },
    ...(caller.isConsole && service !== 'signin' && { sessionCredentialFromConsole: 'true' }),
  };
}

function hostOf(service: string, region: string): string {
  if (service === 'signin') return 'signin.aws.amazon.com';
  return GLOBAL_SERVICES.has(service) ? `${service}.amazonaws.com` : `${service}.${region}.amazonaws.com`;
}

function isReadOnly(action: string): boolean {
  return /^(Get|List|Describe|Lookup|Head|BatchGet|Decrypt|GenerateDataKey|AssumeRole)/.test(action);
}
