import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../time';
import { ACCOUNT_ID, ADDRESSES, HOME_REGION, INSTANCES, type InstanceName, SAMPLE_END } from './account';
import { AGENTS } from './agents';
import { DAYS, everyMs, SESSION_MS } from './calendar';
import { type RoleSession, roleCaller, serviceCaller } from './callers';
import { assumeRole, bucketCall, decryptSecret, secretArn } from './calls';
import type { Journal } from './journal';
import type { Random } from './random';

interface Machine {
  readonly instance: InstanceName;
  readonly role: string;
  readonly secret?: string;
  readonly from: number;
}

const MACHINES: readonly Machine[] = [
  { instance: 'web-1', role: 'web-app', secret: 'prod/web/database', from: DAYS[0] ?? 0 },
  { instance: 'web-2', role: 'web-app', secret: 'prod/web/database', from: DAYS[0] ?? 0 },
  { instance: 'api-1', role: 'api-app', secret: 'prod/api/database', from: DAYS[0] ?? 0 },
  { instance: 'bastion', role: 'bastion-host', from: DAYS[0] ?? 0 },
  { instance: 'build-runner', role: 'build-runner', from: DAYS[0] ?? 0 },
  { instance: 'batch-1', role: 'batch-app', secret: 'prod/batch/queue', from: Date.UTC(2026, 2, 3, 9, 16) },
  { instance: 'reporting-1', role: 'batch-app', from: Date.UTC(2026, 2, 10, 14, 9) },
  { instance: 'api-2', role: 'api-app', secret: 'prod/api/database', from: Date.UTC(2026, 2, 16, 9, 33) },
];

/** Instances at work: credentials from EC2 every few hours, secrets, parameters, and the SSM agent's heartbeat. */
export function writeInstances(journal: Journal, random: Random): void {
  for (const machine of MACHINES) {
    for (let startedAt = machine.from; startedAt < SAMPLE_END; startedAt += SESSION_MS) {
      writeSession(journal, random, machine, startedAt, Math.min(startedAt + SESSION_MS, SAMPLE_END));
    }
  }
}

function writeSession(
  journal: Journal,
  random: Random,
  machine: Machine,
  startedAt: number,
  end: number,
): void {
  const session: RoleSession = {
    role: machine.role,
    session: INSTANCES[machine.instance],
    keyId: random.temporaryKeyId(),
    startedAt,
    isInstance: true,
  };
  journal.add(assumeRole(startedAt, serviceCaller('ec2.amazonaws.com'), session, random));
  const address = machine.instance === 'build-runner' ? ADDRESSES.buildRunner : ADDRESSES.nat;
  const agent = roleCaller(session, { address, agent: AGENTS.ssmAgent });
  for (const at of everyMs(random, startedAt + MINUTE_MS, end, 2 * HOUR_MS, 5 * MINUTE_MS)) {
    journal.add({
      at,
      caller: agent,
      service: 'ssm',
      action: 'UpdateInstanceInformation',
      request: heartbeat(machine),
    });
  }
  if (machine.secret) writeApplication(journal, random, session, machine.secret, startedAt, end);
}

function writeApplication(
  journal: Journal,
  random: Random,
  session: RoleSession,
  secret: string,
  startedAt: number,
  end: number,
): void {
  const place = { address: ADDRESSES.nat, agent: AGENTS.boto3App };
  const app = roleCaller(session, place);
  // Secrets Manager is reached through a VPC endpoint, where the source is the instance's private address.
  const inside = {
    ...app,
    address: privateAddress(session.session),
    vpcEndpointId: 'vpce-0c4d1e92a7f3b8560',
  };
  for (const at of everyMs(random, startedAt + 2 * MINUTE_MS, end, 20 * MINUTE_MS, 4 * MINUTE_MS)) {
    journal.add({
      at,
      caller: inside,
      service: 'secretsmanager',
      action: 'GetSecretValue',
      request: { secretId: secretArn(secret) },
    });
    if (random.chance(0.5)) journal.add(decryptSecret(at, session, secret));
    if (random.chance(0.25)) {
      const request = {
        path: `/${secret.split('/').slice(0, 2).join('/')}/`,
        recursive: true,
        withDecryption: true,
      };
      journal.add({
        at: at + 2 * SECOND_MS,
        caller: app,
        service: 'ssm',
        action: 'GetParametersByPath',
        request,
      });
    }
    if (random.chance(0.08)) journal.add(bucketCall(at + 3 * SECOND_MS, app, 'GetBucketLocation', 'assets'));
    if (random.chance(0.02)) {
      const error = ['ParameterNotFound', 'The parameter could not be found.'] as const;
      journal.add({
        at: at + 4 * SECOND_MS,
        caller: app,
        service: 'ssm',
        action: 'GetParameter',
        request: { name: '/prod/feature/preview' },
        error,
      });
    }
  }
}

function heartbeat({ instance }: Machine): { [key: string]: string } {
  return {
    instanceId: INSTANCES[instance],
    agentVersion: '3.3.2471.0',
    agentStatus: 'Active',
    platformType: 'Linux',
    platformName: 'Amazon Linux',
    platformVersion: '2023',
    iPAddress: privateAddress(INSTANCES[instance]),
    computerName: `${instance}.${HOME_REGION}.fernhollow.internal`,
    agentName: 'amazon-ssm-agent',
    availabilityZone: `${HOME_REGION}a`,
    accountId: ACCOUNT_ID,
  };
}

function privateAddress(instanceId: string): string {
  return `10.20.${Number.parseInt(instanceId.slice(2, 4), 16) % 4}.${Number.parseInt(instanceId.slice(-2), 16)}`;
}
