import type { JsonObject } from '../ecs';
import { ACCESS_KEYS, ACCOUNT_ID, HOME_REGION, roleArn, sessionArn, uniqueId, userArn } from './account';
import { responseDate } from './calendar';
import { type Caller, keyCaller, type RoleSession, roleCaller } from './callers';
import {
  accessDenied,
  assumeRole,
  bucketCall,
  decryptSecret,
  listBuckets,
  objectCall,
  secretArn,
  unauthorized,
} from './calls';
import { FROM_KALI, FROM_SCRIPT, night } from './intruder';
import type { Call, Journal } from './journal';
import type { Random } from './random';

const PUBLISHER = userArn('build-publisher');
const ROLE_SESSION = 'botocore-session-1773716702';
const ROLE = sessionArn('deploy-admin', ROLE_SESSION);
const GUARDRAIL = 'with an explicit deny in a service control policy';

/** What the key found in user data is used for, from the same machine ten minutes later. */
export function writeHarvest(journal: Journal, random: Random): void {
  actWithHarvestedKey(journal, random);
  const session: RoleSession = {
    role: 'deploy-admin',
    session: ROLE_SESSION,
    keyId: random.temporaryKeyId(),
    startedAt: night(3, 5, 2),
  };
  journal.add(assumeRole(session.startedAt, keyCaller('build-publisher', FROM_SCRIPT), session, random));
  persist(journal, session);
  overreach(journal, roleCaller(session, FROM_SCRIPT));
  actAsNewUser(journal);
}

/** The key from the build host's start script: buckets, customer data, and a role it may assume. */
function actWithHarvestedKey(journal: Journal, random: Random): void {
  const kali = keyCaller('build-publisher', FROM_KALI);
  const script = keyCaller('build-publisher', FROM_SCRIPT);
  journal.add({ at: night(2, 52, 37), caller: kali, service: 'sts', action: 'GetCallerIdentity' });
  journal.add(listBuckets(night(2, 53, 5), kali));
  for (const [index, bucket] of (['artifacts', 'exports'] as const).entries()) {
    journal.add(bucketCall(night(2, 53, 30 + index * 4), kali, 'GetBucketLocation', bucket));
    journal.add(bucketCall(night(2, 53, 32 + index * 4), kali, 'GetBucketPolicy', bucket));
  }
  journal.add({ ...bucketCall(night(2, 54, 21), script, 'ListObjects', 'exports'), isData: true });
  for (let part = 0; part < 12; part += 1) {
    const key = `daily/2026-03-${String(16 - Math.floor(part / 6)).padStart(2, '0')}/customers-${part % 6}.csv.gz`;
    journal.add(
      objectCall(night(2, 55, part * 9), script, 'GetObject', 'exports', key, random.integer(2e6, 9e6)),
    );
  }
  journal.add({
    at: night(3, 0, 48),
    caller: script,
    service: 'iam',
    action: 'ListAttachedUserPolicies',
    request: { userName: 'build-publisher' },
  });
  journal.add({ at: night(3, 1, 6), caller: script, service: 'iam', action: 'ListRoles' });
  for (const [index, role] of ['web-app', 'github-deploy'].entries()) {
    const error = accessDenied(PUBLISHER, 'sts:AssumeRole', roleArn(role));
    journal.add({
      at: night(3, 2, 11 + index * 5),
      caller: script,
      service: 'sts',
      action: 'AssumeRole',
      request: { roleArn: roleArn(role), roleSessionName: ROLE_SESSION },
      error,
    });
  }
  journal.add({
    at: night(3, 3, 10),
    caller: script,
    service: 'secretsmanager',
    action: 'GetSecretValue',
    request: { secretId: secretArn('prod/web/database') },
    error: accessDenied(PUBLISHER, 'secretsmanager:GetSecretValue', secretArn('prod/web/database')),
  });
}

/** A user with administrator rights stays behind, named like a service. */
function persist(journal: Journal, session: RoleSession): void {
  const caller = roleCaller(session, FROM_SCRIPT);
  const userName = 'svc-metrics';
  const add = (call: Pick<Call, 'at' | 'action' | 'request' | 'response'>) =>
    journal.add({ caller, service: 'iam', ...call });
  journal.add({ at: night(3, 5, 40), caller, service: 'sts', action: 'GetCallerIdentity' });
  add({ at: night(3, 6, 12), action: 'ListUsers' });
  add({
    at: night(3, 7, 3),
    action: 'CreateUser',
    request: { userName },
    response: {
      user: {
        path: '/',
        userName,
        userId: uniqueId('AIDA', userName),
        arn: userArn(userName),
        createDate: responseDate(night(3, 7, 3)),
      },
    },
  });
  add({
    at: night(3, 7, 21),
    action: 'AttachUserPolicy',
    request: { userName, policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  });
  add({
    at: night(3, 7, 44),
    action: 'CreateAccessKey',
    request: { userName },
    response: {
      accessKey: {
        userName,
        accessKeyId: ACCESS_KEYS[userName],
        status: 'Active',
        createDate: responseDate(night(3, 7, 44)),
      },
    },
  });
  journal.readUserDataExpected('stolen-role-web', caller);
  journal.add({
    at: night(3, 11, 5),
    caller,
    service: 'secretsmanager',
    action: 'GetSecretValue',
    request: { secretId: secretArn('prod/web/database') },
  });
  journal.add(decryptSecret(night(3, 11, 5), session, 'prod/web/database'));
}

/** What the guardrails stop: miners, and blinding the trail. */
function overreach(journal: Journal, caller: Caller): void {
  for (const [index, region] of [HOME_REGION, 'us-east-1'].entries()) {
    const resource = `arn:aws:ec2:${region}:${ACCOUNT_ID}:instance/*`;
    const [code, message] = unauthorized(ROLE, 'ec2:RunInstances', resource);
    journal.add({
      at: night(3, 13, 40 + index * 15),
      caller,
      service: 'ec2',
      action: 'RunInstances',
      region,
      request: {
        instancesSet: { items: [{ imageId: 'ami-0c1f44f890950b53c', minCount: 4, maxCount: 8 }] },
        instanceType: 'p4d.24xlarge',
        blockDeviceMapping: {},
        monitoring: { enabled: false },
        disableApiTermination: false,
      },
      error: [code, message.replace(/because .*$/, GUARDRAIL)],
    });
  }
  const trail = `arn:aws:cloudtrail:${HOME_REGION}:${ACCOUNT_ID}:trail/management`;
  for (const [index, action] of ['StopLogging', 'DeleteTrail', 'PutEventSelectors'].entries()) {
    const error = accessDenied(ROLE, `cloudtrail:${action}`, trail, GUARDRAIL);
    const request: JsonObject =
      action === 'PutEventSelectors' ? { trailName: trail, eventSelectors: [] } : { name: trail };
    journal.add({ at: night(3, 16, 20 + index * 11), caller, service: 'cloudtrail', action, request, error });
  }
}

function actAsNewUser(journal: Journal): void {
  const caller = keyCaller('svc-metrics', FROM_KALI);
  journal.add({ at: night(3, 21, 15), caller, service: 'sts', action: 'GetCallerIdentity' });
  journal.add({ at: night(3, 21, 58), caller, service: 'iam', action: 'ListUsers' });
  journal.add({
    at: night(3, 22, 31),
    caller,
    service: 'ec2',
    action: 'DescribeSnapshots',
    request: { ownersSet: { items: [{ owner: 'self' }] } },
  });
}
