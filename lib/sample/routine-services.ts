import type { JsonObject } from '../ecs';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../time';
import {
  ACCOUNT_ID,
  ADDRESSES,
  BUCKETS,
  HOME_REGION,
  type InstanceName,
  KMS_KEY_ARN,
  SAMPLE_END,
  SAMPLE_START,
} from './account';
import { AGENTS } from './agents';
import { DAYS, everyMs, WORKDAYS } from './calendar';
import { onBehalfOf, type RoleSession, roleCaller, serviceCaller } from './callers';
import { assumeRole, objectCall } from './calls';
import type { Journal } from './journal';
import type { Random } from './random';

/** What AWS services do for the account by themselves, and in the name of its roles. */
export function writeServices(journal: Journal, random: Random): void {
  writeTrailEncryption(journal, random);
  writeServiceLinkedRole(
    journal,
    random,
    'AWSServiceRoleForAutoScaling',
    'autoscaling.amazonaws.com',
    'AutoScaling',
    [
      ['ec2', 'DescribeInstanceStatus'],
      ['ec2', 'DescribeInstances'],
      ['elasticloadbalancing', 'DescribeTargetHealth'],
    ],
  );
  writeServiceLinkedRole(
    journal,
    random,
    'AWSServiceRoleForConfig',
    'config.amazonaws.com',
    'AWSConfig-Describe',
    [
      ['ec2', 'DescribeSecurityGroups'],
      ['ec2', 'DescribeInstances'],
      ['s3', 'ListBuckets'],
      ['iam', 'ListUsers'],
      ['kms', 'ListKeys'],
    ],
  );
  writeNightlyReport(journal, random);
  writeUserDataReadsOfServices(journal, random);
  journal.add({
    at: Date.UTC(2026, 2, 9, 4, 11, 52),
    caller: {
      identity: { accountId: ACCOUNT_ID, invokedBy: 'AWS Internal' },
      address: 'AWS Internal',
      agent: 'AWS Internal',
    },
    service: 'kms',
    action: 'RotateKey',
    eventType: 'AwsServiceEvent',
    isReadOnly: false,
    resources: [{ accountId: ACCOUNT_ID, type: 'AWS::KMS::Key', ARN: KMS_KEY_ARN }],
  });
}

/** CloudTrail asks KMS for a data key for its own log files. */
function writeTrailEncryption(journal: Journal, random: Random): void {
  const caller = serviceCaller('cloudtrail.amazonaws.com');
  const trail = `arn:aws:cloudtrail:${HOME_REGION}:${ACCOUNT_ID}:trail/management`;
  for (const at of everyMs(random, SAMPLE_START, SAMPLE_END, 20 * MINUTE_MS, 5 * MINUTE_MS)) {
    journal.add({
      at,
      caller,
      service: 'kms',
      action: 'GenerateDataKey',
      request: {
        keySpec: 'AES_256',
        keyId: KMS_KEY_ARN,
        encryptionContext: {
          'aws:cloudtrail:arn': trail,
          'aws:s3:arn': `arn:aws:s3:::${BUCKETS.logs}/AWSLogs/${ACCOUNT_ID}/CloudTrail/${random.hex(8)}`,
        },
      },
      resources: [{ accountId: ACCOUNT_ID, type: 'AWS::KMS::Key', ARN: KMS_KEY_ARN }],
    });
  }
}

function writeServiceLinkedRole(
  journal: Journal,
  random: Random,
  role: string,
  host: string,
  session: string,
  calls: ReadonlyArray<readonly [service: string, action: string]>,
): void {
  for (const at of everyMs(random, SAMPLE_START, SAMPLE_END, HOUR_MS, 30 * MINUTE_MS)) {
    const roleSession: RoleSession = { role, session, keyId: random.temporaryKeyId(), startedAt: at };
    const caller = onBehalfOf(roleSession, host);
    journal.add(assumeRole(at, serviceCaller(host), roleSession, random));
    for (const [index, [service, action]] of calls.entries()) {
      journal.add({
        at: at + (index + 1) * SECOND_MS,
        caller,
        service,
        action,
        request: emptyFilter(action),
      });
    }
  }
}

function emptyFilter(action: string): JsonObject {
  return action === 'DescribeInstances' ? { instancesSet: {}, filterSet: {} } : {};
}

/** A Lambda function that writes the customer export every night. */
function writeNightlyReport(journal: Journal, random: Random): void {
  for (const day of DAYS) {
    const startedAt = day + HOUR_MS + random.integer(0, 90) * SECOND_MS;
    const session: RoleSession = {
      role: 'nightly-export',
      session: 'nightly-export',
      keyId: random.temporaryKeyId(),
      startedAt,
    };
    journal.add(assumeRole(startedAt, serviceCaller('lambda.amazonaws.com'), session, random));
    const caller = roleCaller(session, { address: ADDRESSES.lambda, agent: AGENTS.lambda });
    const logs = { logGroupName: '/aws/lambda/nightly-export', logStreamName: `run-${random.hex(8)}` };
    journal.add({
      at: startedAt + SECOND_MS,
      caller,
      service: 'logs',
      action: 'CreateLogStream',
      request: logs,
    });
    for (let part = 0; part < 6; part += 1) {
      const key = `daily/${new Date(day).toISOString().slice(0, 10)}/customers-${part}.csv.gz`;
      journal.add(
        objectCall(
          startedAt + (part + 2) * 9 * SECOND_MS,
          caller,
          'PutObject',
          'exports',
          key,
          random.integer(2e6, 9e6),
        ),
      );
    }
  }
}

/** Reads that match all but the last clause of the rule: CloudFormation and AWS itself may look at user data. */
function writeUserDataReadsOfServices(journal: Journal, random: Random): void {
  const stacked: readonly InstanceName[] = ['web-1', 'web-2', 'api-1'];
  for (const day of WORKDAYS.filter((_, index) => index % 3 === 1)) {
    const startedAt = day + 11 * HOUR_MS + random.integer(0, 3000) * SECOND_MS;
    const session: RoleSession = {
      role: 'cloudformation-exec',
      session: 'AWSCloudFormation',
      keyId: random.temporaryKeyId(),
      startedAt,
    };
    journal.add(assumeRole(startedAt, serviceCaller('cloudformation.amazonaws.com'), session, random));
    for (const [index, instance] of stacked.entries()) {
      const at = startedAt + (index + 2) * 4 * SECOND_MS;
      journal.readUserData(at, onBehalfOf(session, 'cloudformation.amazonaws.com'), instance);
    }
    journal.readUserData(
      startedAt + 40 * SECOND_MS,
      onBehalfOf(session, 'AWS Internal'),
      random.pick(stacked),
    );
  }
}
