import { MINUTE_MS, SECOND_MS } from '../time';
import { ACCOUNT_ID, ADDRESSES, BUCKETS, INSTANCES, roleArn, sessionArn, uniqueId } from './account';
import { AGENTS } from './agents';
import { between, DAYS, INTRUSION_DAY, responseDate, WORKDAYS } from './calendar';
import { type Caller, cliAgent, keyCaller, type RoleSession, roleCaller } from './callers';
import { accessDenied, bucketCall, listBuckets, objectCall } from './calls';
import type { ExpectedAlertKey } from './expected-alerts';
import type { Journal } from './journal';
import type { Random } from './random';

const REPOSITORY = 'repo:fernhollow/web:ref:refs/heads/main';
const OIDC_PROVIDER = 'token.actions.githubusercontent.com';

/** Pipelines, the build host's publisher and the nightly security audit. */
export function writeAutomation(journal: Journal, random: Random): void {
  for (const day of WORKDAYS) {
    for (let run = 0; run < 6; run += 1) {
      writePipelineRun(
        journal,
        random,
        between(random, day, 7, 17),
        `1${random.integer(3_900_000_000, 4_200_000_000)}`,
      );
    }
  }
  writeDiagnosticsRun(journal, random, '13988101472', 'ci-first-session', Date.UTC(2026, 2, 5, 13, 20, 12));
  writeDiagnosticsRun(journal, random, '14120557301', 'ci-second-session', Date.UTC(2026, 2, 12, 8, 45, 3));
  for (const day of WORKDAYS.filter((workday) => workday < INTRUSION_DAY))
    writePublisher(journal, random, day);
  for (const day of DAYS) writeAudit(journal, random, between(random, day, 5, 5.2));
}

/** GitHub Actions trades its token for a session whose name holds the number of the run. */
function openPipelineSession(journal: Journal, random: Random, at: number, run: string): Caller {
  const session: RoleSession = {
    role: 'github-deploy',
    session: `deploy-${run}`,
    keyId: random.temporaryKeyId(),
    startedAt: at,
  };
  const address = random.pick(ADDRESSES.github);
  const provider = `arn:aws:iam::${ACCOUNT_ID}:oidc-provider/${OIDC_PROVIDER}`;
  journal.add({
    at,
    caller: {
      identity: {
        type: 'WebIdentityUser',
        principalId: `${provider}:sts.amazonaws.com:${REPOSITORY}`,
        userName: REPOSITORY,
        identityProvider: provider,
      },
      address,
      agent: AGENTS.githubCredentials,
    },
    service: 'sts',
    action: 'AssumeRoleWithWebIdentity',
    request: { roleArn: roleArn(session.role), roleSessionName: session.session, durationSeconds: 3600 },
    response: {
      credentials: {
        accessKeyId: session.keyId,
        sessionToken: `EXAMPLETOKEN${random.hex(32)}`,
        expiration: responseDate(at + 60 * MINUTE_MS),
      },
      subjectFromWebIdentityToken: REPOSITORY,
      assumedRoleUser: {
        assumedRoleId: `${uniqueId('AROA', session.role)}:${session.session}`,
        arn: sessionArn(session.role, session.session),
      },
      provider,
      audience: 'sts.amazonaws.com',
    },
    resources: [{ accountId: ACCOUNT_ID, type: 'AWS::IAM::Role', ARN: roleArn(session.role) }],
  });
  return roleCaller(session, { address, agent: cliAgent('ubuntu') });
}

function writePipelineRun(journal: Journal, random: Random, at: number, run: string): void {
  const caller = openPipelineSession(journal, random, at, run);
  const repository = { repositoryName: 'web', registryId: ACCOUNT_ID };
  const digest = `sha256:${random.hex(64)}`;
  journal.add({ at: at + 4 * SECOND_MS, caller, service: 'sts', action: 'GetCallerIdentity' });
  journal.add({ at: at + 9 * SECOND_MS, caller, service: 'ecr', action: 'GetAuthorizationToken' });
  for (let layer = 0; layer < 4; layer += 1) {
    const layerAt = at + (60 + layer * 7) * SECOND_MS;
    journal.add({ at: layerAt, caller, service: 'ecr', action: 'InitiateLayerUpload', request: repository });
    journal.add({
      at: layerAt + 5 * SECOND_MS,
      caller,
      service: 'ecr',
      action: 'CompleteLayerUpload',
      request: { ...repository, uploadId: random.uuid() },
    });
  }
  journal.add({
    at: at + 95 * SECOND_MS,
    caller,
    service: 'ecr',
    action: 'PutImage',
    request: { ...repository, imageTag: random.hex(7), imageDigest: digest },
  });
  const cluster = { cluster: 'web', service: 'web' };
  journal.add({
    at: at + 102 * SECOND_MS,
    caller,
    service: 'ecs',
    action: 'UpdateService',
    request: { ...cluster, forceNewDeployment: true },
  });
  for (let poll = 0; poll < 4; poll += 1) {
    journal.add({
      at: at + (120 + poll * 15) * SECOND_MS,
      caller,
      service: 'ecs',
      action: 'DescribeServices',
      request: { cluster: 'web', services: ['web'] },
    });
  }
  if (random.chance(0.2)) {
    const arn = `arn:aws:s3:::${BUCKETS.exports}`;
    const error = accessDenied(String(caller.identity.arn), 's3:GetBucketPolicy', arn);
    journal.add({ ...bucketCall(at + 190 * SECOND_MS, caller, 'GetBucketPolicy', 'exports'), error });
  }
}

/** A run that collects what it can about the build host, user data included. */
function writeDiagnosticsRun(
  journal: Journal,
  random: Random,
  run: string,
  key: ExpectedAlertKey,
  at: number,
): void {
  const caller = openPipelineSession(journal, random, at, run);
  journal.add({ at: at + 5 * SECOND_MS, caller, service: 'sts', action: 'GetCallerIdentity' });
  journal.add({
    at: at + 40 * SECOND_MS,
    caller,
    service: 'ec2',
    action: 'DescribeInstances',
    request: {
      instancesSet: {},
      filterSet: { items: [{ name: 'tag:Role', valueSet: { items: [{ value: 'build' }] } }] },
    },
  });
  journal.readUserDataExpected(key, caller);
  journal.add({
    at: at + 170 * SECOND_MS,
    caller,
    service: 'ec2',
    action: 'GetConsoleOutput',
    request: { instanceId: INSTANCES['build-runner'], latest: false },
  });
}

/** The key in the build host's user data, at its ordinary work. */
function writePublisher(journal: Journal, random: Random, day: number): void {
  const caller = keyCaller('build-publisher', {
    address: ADDRESSES.buildRunner,
    agent: cliAgent('buildRunner'),
  });
  for (let build = 0; build < 5; build += 1) {
    const at = between(random, day, 7, 17);
    journal.add(listBuckets(at, caller));
    for (const name of ['site.tar.gz', 'manifest.json']) {
      journal.add(
        objectCall(
          at + 6 * SECOND_MS,
          caller,
          'PutObject',
          'artifacts',
          `builds/${random.hex(7)}/${name}`,
          random.integer(4e3, 6e6),
        ),
      );
    }
  }
}

const AUDIT_QUESTIONS = [
  ['iam', 'ListUsers'],
  ['iam', 'ListRoles'],
  ['iam', 'GetAccountPasswordPolicy'],
  ['iam', 'GetCredentialReport'],
  ['iam', 'GetAccountSummary'],
  ['ec2', 'DescribeSecurityGroups'],
  ['ec2', 'DescribeInstances'],
  ['ec2', 'DescribeVpcs'],
  ['ec2', 'DescribeVolumes'],
  ['ec2', 'DescribeFlowLogs'],
  ['rds', 'DescribeDBInstances'],
  ['cloudtrail', 'DescribeTrails'],
  ['cloudtrail', 'GetTrailStatus'],
  ['kms', 'ListKeys'],
  ['lambda', 'ListFunctions20150331'],
  ['config', 'DescribeConfigurationRecorders'],
] as const;

/** A scheduled inventory by the security team. A few of its questions are denied, every night the same. */
function writeAudit(journal: Journal, random: Random, at: number): void {
  const session: RoleSession = {
    role: 'security-audit',
    session: 'nightly-audit',
    keyId: random.temporaryKeyId(),
    startedAt: at,
  };
  const caller = roleCaller(session, { address: ADDRESSES.buildRunner, agent: AGENTS.boto3Audit });
  for (const [index, [service, action]] of AUDIT_QUESTIONS.entries()) {
    journal.add({ at: at + (index + 1) * 2 * SECOND_MS, caller, service, action });
  }
  for (const bucket of ['assets', 'artifacts', 'exports', 'logs'] as const) {
    journal.add(bucketCall(at + 40 * SECOND_MS, caller, 'GetBucketPublicAccessBlock', bucket));
  }
  for (const [service, action] of [
    ['organizations', 'ListAccounts'],
    ['ce', 'GetCostAndUsage'],
  ] as const) {
    const error = accessDenied(String(caller.identity.arn), `${service}:${action}`, '*');
    journal.add({ at: at + 50 * SECOND_MS, caller, service, action, error });
  }
  journal.add({
    at: at + 55 * SECOND_MS,
    caller,
    service: 'ec2',
    action: 'DescribeInstances',
    region: 'eu-central-1',
    request: { instancesSet: {}, filterSet: {} },
  });
}
