import type { JsonObject } from '../ecs';
import { ACCOUNT_ID, BUCKETS, HOME_REGION, INSTANCES, userArn } from './account';
import { keyCaller } from './callers';
import { accessDenied, bucketCall, listBuckets, unauthorized } from './calls';
import { FROM_KALI, FROM_SCRIPT, night } from './intruder';
import { writeHarvest } from './intrusion-harvest';
import type { Journal } from './journal';
import type { Random } from './random';

const JONAS = userArn('jonas.weber');

/**
 * The leaked key of a developer reads user data, the key found there assumes a role, the role leaves a user
 * behind: one address, four credentials, fifty minutes.
 */
export function writeIntrusion(journal: Journal, random: Random): void {
  enumerate(journal);
  readUserData(journal);
  writeHarvest(journal, random);
}

/** What can this key do? Mostly nothing. */
function enumerate(journal: Journal): void {
  journal.add({
    at: night(2, 31, 14),
    caller: keyCaller('jonas.weber', FROM_KALI),
    service: 'sts',
    action: 'GetCallerIdentity',
  });
  const script = keyCaller('jonas.weber', FROM_SCRIPT);
  const denied = [
    ['iam', 'ListAttachedUserPolicies'],
    ['iam', 'ListUsers'],
    ['iam', 'ListRoles'],
    ['iam', 'GetAccountAuthorizationDetails'],
    ['secretsmanager', 'ListSecrets'],
    ['lambda', 'ListFunctions20150331'],
    ['rds', 'DescribeDBInstances'],
    ['organizations', 'DescribeOrganization'],
    ['kms', 'ListKeys'],
    ['dynamodb', 'ListTables'],
    ['sns', 'ListTopics'],
  ] as const;
  for (const [index, [service, action]] of denied.entries()) {
    const error = accessDenied(JONAS, `${service}:${action}`, '*');
    journal.add({ at: night(2, 33, index * 2), caller: script, service, action, error });
  }
  journal.add({ at: night(2, 34, 1), caller: script, service: 'iam', action: 'GetUser' });
  journal.add(listBuckets(night(2, 34, 9), script));
  for (const [index, bucket] of (['assets', 'artifacts', 'exports', 'logs'] as const).entries()) {
    const error = accessDenied(JONAS, 's3:GetBucketAcl', `arn:aws:s3:::${BUCKETS[bucket]}`);
    journal.add({ ...bucketCall(night(2, 34, 20 + index), script, 'GetBucketAcl', bucket), error });
  }
  for (const [index, region] of ['us-east-1', 'us-west-2', 'eu-central-1', HOME_REGION].entries()) {
    journal.add({
      at: night(2, 35, 10 + index * 3),
      caller: script,
      service: 'ec2',
      action: 'DescribeInstances',
      region,
      request: everything(),
    });
  }
  journal.add({ at: night(2, 36, 2), caller: script, service: 'ec2', action: 'DescribeSecurityGroups' });
  journal.add({
    at: night(2, 36, 9),
    caller: script,
    service: 'ec2',
    action: 'DescribeSnapshots',
    request: { ownersSet: { items: [{ owner: 'self' }] } },
  });
}

function everything(): JsonObject {
  return { instancesSet: {}, filterSet: {} };
}

/** Production is tagged against developers; the four instances that are not give up their user data. */
function readUserData(journal: Journal): void {
  const kali = keyCaller('jonas.weber', FROM_KALI);
  journal.add({
    at: night(2, 38, 55),
    caller: kali,
    service: 'ec2',
    action: 'DescribeInstances',
    request: everything(),
  });
  const refused = [
    ['web-1', night(2, 39, 47)],
    ['web-2', night(2, 39, 58)],
    ['api-1', night(2, 40, 12)],
  ] as const;
  for (const [instance, at] of refused) {
    const resource = `arn:aws:ec2:${HOME_REGION}:${ACCOUNT_ID}:instance/${INSTANCES[instance]}`;
    journal.readUserData(at, kali, instance, {
      error: unauthorized(JONAS, 'ec2:DescribeInstanceAttribute', resource),
    });
  }
  for (const key of [
    'leaked-key-build-runner',
    'leaked-key-batch',
    'leaked-key-reporting',
    'leaked-key-bastion',
  ] as const) {
    journal.readUserDataExpected(key, kali);
  }
  journal.readUserData(night(2, 43, 38), kali, 'build-runner');
}
