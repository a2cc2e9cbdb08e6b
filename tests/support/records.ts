import type { JsonObject } from '@/lib/ecs';

export const ACCOUNT = '111122223333';
export const DANA = `arn:aws:iam::${ACCOUNT}:user/dana`;
export const EREN = `arn:aws:iam::${ACCOUNT}:user/eren`;
export const WEB = 'i-0a1b2c3d4e5f60718';
export const BATCH = 'i-0f9e8d7c6b5a40312';

/** Event ids that sort as their numbers do. */
export function eventId(n: number): string {
  return `7e57ab1e-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

export function user(arn: string): JsonObject {
  return {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLE000000001',
    arn,
    accountId: ACCOUNT,
    accessKeyId: 'AKIAEXAMPLE000000001',
    userName: arn.slice(arn.lastIndexOf('/') + 1),
  };
}

/** A plain successful call that no rule cares about; the address is private, so no look-up adds to it. */
export function call(n: number, eventTime: string, changes: JsonObject = {}): JsonObject {
  return {
    eventVersion: '1.11',
    userIdentity: user(DANA),
    eventTime,
    eventSource: 's3.amazonaws.com',
    eventName: 'ListBuckets',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '10.20.30.40',
    userAgent: 'aws-cli/2.17.4',
    requestParameters: { Host: 's3.eu-west-1.amazonaws.com' },
    responseElements: null,
    eventID: eventId(n),
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    ...changes,
  };
}

interface Read {
  readonly arn?: string;
  readonly instance?: string;
}

/** A successful read of an instance's user data, which the catalog's rule matches. */
export function userDataRead(n: number, eventTime: string, { arn = DANA, instance = WEB }: Read = {}) {
  return call(n, eventTime, {
    userIdentity: user(arn),
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstanceAttribute',
    requestParameters: { attribute: 'userData', instanceId: instance },
  });
}

/** The layout of a file that CloudTrail delivers. */
export function recordsFile(records: readonly JsonObject[]): string {
  return JSON.stringify({ Records: records });
}

export function jsonLines(records: readonly JsonObject[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
