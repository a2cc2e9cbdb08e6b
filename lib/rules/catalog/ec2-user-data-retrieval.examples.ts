import type { JsonObject } from '../../ecs';
import type { RuleExamples } from './example';

const ACCOUNT = '111122223333';
const INSTANCE = 'i-0a1b2c3d4e5f60718';
const OTHER_INSTANCE = 'i-0f9e8d7c6b5a40312';

const DANA: JsonObject = {
  type: 'IAMUser',
  principalId: 'AIDAEXAMPLEDANA00001',
  arn: `arn:aws:iam::${ACCOUNT}:user/dana`,
  accountId: ACCOUNT,
  accessKeyId: 'AKIAEXAMPLEDANA00001',
  userName: 'dana',
};

/** A session of the deploy role: each session name is an ARN of its own. */
function deploy(session: string): JsonObject {
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLEDEPLOY001:${session}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/${session}`,
    accountId: ACCOUNT,
    accessKeyId: 'ASIAEXAMPLEDEPLOY001',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAEXAMPLEDEPLOY001',
        arn: `arn:aws:iam::${ACCOUNT}:role/deploy`,
        accountId: ACCOUNT,
        userName: 'deploy',
      },
      attributes: { creationDate: '2026-03-02T08:55:00Z', mfaAuthenticated: 'false' },
    },
  };
}

/** Event ids that sort as their numbers do. */
function id(n: number): string {
  return `5c0ffee0-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** Dana's plain read of the instance's user data, with what an example changes. */
function read(changes: JsonObject = {}): JsonObject {
  return {
    eventVersion: '1.11',
    userIdentity: DANA,
    eventTime: '2026-03-02T09:00:00Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstanceAttribute',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '198.51.100.23',
    userAgent:
      'aws-cli/2.17.4 md/awscrt#0.20.11 ua/2.0 os/linux#6.8.0 lang/python#3.11.9 md/command#ec2.describe-instance-attribute',
    requestParameters: { attribute: 'userData', instanceId: INSTANCE },
    responseElements: null,
    requestID: '7d1b7a52-3f0e-4f5a-9f3c-2f6f0f8f1a01',
    eventID: id(1),
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    ...changes,
  };
}

/** The n-th read of a sequence. */
function nth(n: number, eventTime: string, changes: JsonObject = {}): JsonObject {
  return read({ eventID: id(n), eventTime, ...changes });
}

const ofInstance = (instanceId: string): JsonObject => ({
  requestParameters: { attribute: 'userData', instanceId },
});
const forService = (invokedBy: string): JsonObject => ({
  userIdentity: { ...DANA, invokedBy },
  sourceIPAddress: invokedBy,
  userAgent: invokedBy,
});
/** AWS acting for itself: an identity without an ARN. */
const AWS_SERVICE: JsonObject = {
  userIdentity: { type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' },
  sourceIPAddress: 'autoscaling.amazonaws.com',
  userAgent: 'autoscaling.amazonaws.com',
};
const DENIED: JsonObject = {
  errorCode: 'Client.UnauthorizedOperation',
  errorMessage: 'You are not authorized to perform this operation.',
};

export const ec2UserDataRetrieval: RuleExamples = {
  matches: [
    { name: 'a user reads user data; the record has no invokedBy', record: read() },
    {
      name: 'the request names the instance before the attribute',
      record: read({ requestParameters: { instanceId: INSTANCE, attribute: 'userData' } }),
    },
    { name: 'a session of a role reads user data', record: read({ userIdentity: deploy('build-4711') }) },
    { name: 'another service calls on behalf of a user', record: read(forService('config.amazonaws.com')) },
    { name: 'an AWS service calls for itself, without an ARN', record: read(AWS_SERVICE) },
  ],
  ignores: [
    { name: 'a read that was denied', record: read(DENIED) },
    {
      name: 'a dry run',
      record: read({
        errorCode: 'Client.DryRunOperation',
        errorMessage: 'Request would have succeeded, but DryRun flag is set.',
      }),
    },
    { name: 'a read CloudFormation made', record: read(forService('cloudformation.amazonaws.com')) },
    { name: 'a read AWS made internally', record: read(forService('AWS Internal')) },
    {
      name: 'another attribute: termination protection',
      record: read({ requestParameters: { attribute: 'disableApiTermination', instanceId: INSTANCE } }),
    },
    {
      name: 'another attribute: instance type',
      record: read({ requestParameters: { attribute: 'instanceType', instanceId: INSTANCE } }),
    },
    { name: 'a request without instance', record: read({ requestParameters: { attribute: 'userData' } }) },
    { name: 'a record without request parameters', record: read({ requestParameters: null }) },
    {
      name: 'user data is changed, not read',
      record: read({
        eventName: 'ModifyInstanceAttribute',
        readOnly: false,
        requestParameters: { instanceId: INSTANCE, attribute: 'userData', value: '<sensitiveDataRemoved>' },
      }),
    },
    {
      name: 'instances are listed',
      record: read({
        eventName: 'DescribeInstances',
        requestParameters: { instancesSet: {}, filterSet: {} },
      }),
    },
    { name: 'the same call name of another service', record: read({ eventSource: 'rds.amazonaws.com' }) },
  ],
  sequences: [
    { name: 'the first read alerts', records: [nth(1, '2026-03-02T09:00:00Z')], alerts: [id(1)] },
    {
      name: 'two session names of one role are two principals',
      records: [
        nth(1, '2026-03-02T09:00:00Z', { userIdentity: deploy('build-4711') }),
        nth(2, '2026-03-02T09:30:00Z', { userIdentity: deploy('build-4712') }),
        nth(3, '2026-03-02T09:45:00Z', { userIdentity: deploy('build-4711') }),
      ],
      alerts: [id(1), id(2)],
    },
    {
      name: 'a second read within 14 days is known',
      records: [nth(1, '2026-03-02T09:00:00Z'), nth(2, '2026-03-12T21:15:00Z')],
      alerts: [id(1)],
    },
    {
      name: 'a read exactly 14 days later is known: the window includes its start',
      records: [nth(1, '2026-03-02T09:00:00Z'), nth(2, '2026-03-16T09:00:00Z')],
      alerts: [id(1)],
    },
    {
      name: 'a read 14 days and a second later is new again',
      records: [nth(1, '2026-03-02T09:00:00Z'), nth(2, '2026-03-16T09:00:01Z')],
      alerts: [id(1), id(2)],
    },
    {
      name: 'a read every ten days stays known: the last sighting counts, not the first',
      records: [
        nth(1, '2026-03-02T09:00:00Z'),
        nth(2, '2026-03-12T09:00:00Z'),
        nth(3, '2026-03-22T09:00:00Z'),
      ],
      alerts: [id(1)],
    },
    {
      name: 'of two reads in the same second the smaller event id alerts',
      records: [nth(2, '2026-03-02T09:00:00Z'), nth(1, '2026-03-02T09:00:00Z')],
      alerts: [id(1)],
    },
    {
      name: 'one principal and two instances are two pairs',
      records: [
        nth(1, '2026-03-02T09:00:00Z'),
        nth(2, '2026-03-02T09:00:05Z', ofInstance(OTHER_INSTANCE)),
        nth(3, '2026-03-02T09:01:00Z'),
      ],
      alerts: [id(1), id(2)],
    },
    {
      name: 'denied, dry and excluded reads are no history',
      records: [
        nth(1, '2026-03-02T08:00:00Z', DENIED),
        nth(2, '2026-03-02T08:10:00Z', { errorCode: 'Client.DryRunOperation' }),
        nth(3, '2026-03-02T08:20:00Z', forService('cloudformation.amazonaws.com')),
        nth(4, '2026-03-02T09:00:00Z'),
      ],
      alerts: [id(4)],
    },
    {
      name: 'a request without instance neither alerts nor counts as history',
      records: [
        nth(1, '2026-03-02T08:00:00Z', { requestParameters: { attribute: 'userData' } }),
        nth(2, '2026-03-02T09:00:00Z'),
      ],
      alerts: [id(2)],
    },
    {
      name: 'an identity without ARN matches the query but has no pair, so it never alerts',
      records: [nth(1, '2026-03-02T09:00:00Z', AWS_SERVICE), nth(2, '2026-03-02T10:00:00Z', AWS_SERVICE)],
      alerts: [],
    },
  ],
};
