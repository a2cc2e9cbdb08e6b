import type { JsonObject } from '../ecs';
import { ACCESS_KEYS, ADDRESSES, SSO_ADMIN_ROLE } from './account';
import { AGENTS } from './agents';
import { roleCaller } from './callers';
import { night } from './intruder';
import type { Journal } from './journal';
import type { Random } from './random';

/** The next morning an administrator finds the new user and takes the credentials away. */
export function writeResponse(journal: Journal, random: Random): void {
  const caller = {
    ...roleCaller(
      {
        role: SSO_ADMIN_ROLE,
        session: 'priya.nair@fernhollow.example',
        keyId: random.temporaryKeyId(),
        startedAt: night(7, 48),
      },
      { address: ADDRESSES.priya, agent: AGENTS.safariMac },
    ),
    isConsole: true,
  };
  const key = (userName: keyof typeof ACCESS_KEYS) => ({ userName, accessKeyId: ACCESS_KEYS[userName] });
  const steps: ReadonlyArray<readonly [at: number, service: string, action: string, request: JsonObject]> = [
    [
      night(7, 52, 10),
      'cloudtrail',
      'LookupEvents',
      { lookupAttributes: [{ attributeKey: 'Username', attributeValue: 'svc-metrics' }] },
    ],
    [night(7, 53, 44), 'iam', 'ListAccessKeys', { userName: 'svc-metrics' }],
    [night(7, 54, 2), 'iam', 'UpdateAccessKey', { ...key('svc-metrics'), status: 'Inactive' }],
    [
      night(7, 55, 31),
      'iam',
      'DetachUserPolicy',
      { userName: 'svc-metrics', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    ],
    [
      night(7, 58, 9),
      'cloudtrail',
      'LookupEvents',
      { lookupAttributes: [{ attributeKey: 'AccessKeyId', attributeValue: ACCESS_KEYS['build-publisher'] }] },
    ],
    [night(8, 1, 17), 'iam', 'UpdateAccessKey', { ...key('build-publisher'), status: 'Inactive' }],
    [night(8, 4, 40), 'iam', 'UpdateAccessKey', { ...key('jonas.weber'), status: 'Inactive' }],
    [
      night(8, 7, 3),
      'iam',
      'PutRolePolicy',
      {
        roleName: 'deploy-admin',
        policyName: 'AWSRevokeOlderSessions',
        policyDocument: revokePolicy(night(8, 7)),
      },
    ],
    [
      night(8, 15, 26),
      'secretsmanager',
      'RotateSecret',
      { secretId: 'prod/web/database', rotateImmediately: true },
    ],
  ];
  for (const [at, service, action, request] of steps) journal.add({ at, caller, service, action, request });
}

/** The policy IAM's console writes to end the sessions of a role. */
function revokePolicy(before: number): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Action: ['*'],
        Resource: ['*'],
        Condition: { DateLessThan: { 'aws:TokenIssueTime': new Date(before).toISOString() } },
      },
    ],
  });
}
