import type { JsonObject } from '../ecs';
import { SECOND_MS } from '../time';
import { ACCOUNT_ID, ADDRESSES, HOME_REGION, INSTANCES, type InstanceName } from './account';
import { AGENTS } from './agents';
import { between, isWorkday, WORKDAYS } from './calendar';
import { keyCaller } from './callers';
import { type ExpectedAlertKey, expectedAlert } from './expected-alerts';
import { describeAttribute, type Journal } from './journal';
import type { Random } from './random';

const TERRAFORM = keyCaller('terraform', { address: ADDRESSES.terraformRunner, agent: AGENTS.terraform });

/** How long after the start of a refresh of one instance Terraform asks for its user data. */
const USER_DATA_OFFSET_MS = 3 * SECOND_MS;

/** The runs that launch something. Everything launched is refreshed by all later runs. */
const LAUNCHES: ReadonlyArray<{ readonly key: ExpectedAlertKey; readonly type: string }> = [
  { key: 'terraform-batch', type: 'm7i.large' },
  { key: 'terraform-reporting', type: 'r7i.large' },
  { key: 'terraform-api', type: 'm7i.large' },
];

/**
 * Terraform under a user of its own: plans on working days that read back every attribute of every managed
 * instance, and three applies. Its first read of an instance is new, all others are the noise a rule must bear.
 */
export function writeTerraform(journal: Journal, random: Random): void {
  refresh(journal, startOf('terraform-bastion'), 'bastion', 'terraform-bastion');
  for (const { key, type } of LAUNCHES) launch(journal, random, key, type);
  for (const day of WORKDAYS) {
    plan(journal, between(random, day, 10, 11));
    plan(journal, between(random, day, 15, 16));
  }
}

function plan(journal: Journal, startedAt: number): void {
  let at = startedAt;
  journal.add({ at, caller: TERRAFORM, service: 'sts', action: 'GetCallerIdentity' });
  for (const [service, action] of [
    ['ec2', 'DescribeVpcs'],
    ['ec2', 'DescribeSubnets'],
    ['ec2', 'DescribeSecurityGroups'],
    ['iam', 'GetRole'],
    ['iam', 'ListAttachedRolePolicies'],
    ['s3', 'GetBucketVersioning'],
  ] as const) {
    at += SECOND_MS;
    journal.add({ at, caller: TERRAFORM, service, action, request: planRequest(service) });
  }
  for (const instance of managedAt(startedAt)) {
    at += 2 * SECOND_MS;
    refresh(journal, at, instance);
  }
}

function planRequest(service: string): JsonObject {
  if (service === 'iam') return { roleName: 'web-app' };
  return service === 's3' ? { bucketName: 'fernhollow-web-assets', versioning: '' } : { filterSet: {} };
}

/** Instances in Terraform's state: those that an earlier run has read for the first time. */
function managedAt(time: number): InstanceName[] {
  const keys: readonly ExpectedAlertKey[] = ['terraform-bastion', ...LAUNCHES.map(({ key }) => key)];
  return keys
    .map(expectedAlert)
    .filter(({ eventTime }) => Date.parse(eventTime) < time)
    .map(({ instance }) => instance);
}

/** What the provider asks about one instance, in its order. */
function refresh(journal: Journal, at: number, instance: InstanceName, key?: ExpectedAlertKey): void {
  const request = { instancesSet: { items: [{ instanceId: INSTANCES[instance] }] }, filterSet: {} };
  journal.add({ at, caller: TERRAFORM, service: 'ec2', action: 'DescribeInstances', request });
  for (const [index, attribute] of [
    'instanceInitiatedShutdownBehavior',
    'disableApiTermination',
    'disableApiStop',
  ].entries()) {
    journal.add(describeAttribute(at + (index < 2 ? 1 : 2) * SECOND_MS, TERRAFORM, instance, attribute));
  }
  if (key) journal.readUserDataExpected(key, TERRAFORM);
  else journal.readUserData(at + USER_DATA_OFFSET_MS, TERRAFORM, instance);
  journal.add({
    at: at + 4 * SECOND_MS,
    caller: TERRAFORM,
    service: 'ec2',
    action: 'DescribeTags',
    request: {
      filterSet: { items: [{ name: 'resource-id', valueSet: { items: [{ value: INSTANCES[instance] }] } }] },
    },
  });
}

function startOf(key: ExpectedAlertKey): number {
  return Date.parse(expectedAlert(key).eventTime) - USER_DATA_OFFSET_MS;
}

function launch(journal: Journal, random: Random, key: ExpectedAlertKey, instanceType: string): void {
  const { instance } = expectedAlert(key);
  const readAt = startOf(key);
  const launchedAt = readAt - 31 * SECOND_MS;
  if (!isWorkday(launchedAt)) throw new Error(`${key} is launched on a day off.`);
  journal.add({
    at: launchedAt,
    caller: TERRAFORM,
    service: 'ec2',
    action: 'RunInstances',
    request: runRequest(random, instance, instanceType),
    response: runResponse(random, instance, instanceType, launchedAt),
  });
  journal.add({
    at: launchedAt + 12 * SECOND_MS,
    caller: TERRAFORM,
    service: 'ec2',
    action: 'DescribeInstances',
    request: { instancesSet: { items: [{ instanceId: INSTANCES[instance] }] }, filterSet: {} },
  });
  refresh(journal, readAt, instance, key);
}

function runRequest(random: Random, instance: InstanceName, instanceType: string): JsonObject {
  return {
    instancesSet: { items: [{ imageId: 'ami-0c1f44f890950b53c', minCount: 1, maxCount: 1 }] },
    userData: '<sensitiveDataRemoved>',
    instanceType,
    blockDeviceMapping: {},
    monitoring: { enabled: false },
    subnetId: 'subnet-0ad4e6b81f29c7530',
    disableApiTermination: false,
    disableApiStop: false,
    clientToken: `terraform-${random.hex(26)}`,
    iamInstanceProfile: { name: 'batch-app' },
    tagSpecificationSet: {
      items: [
        {
          resourceType: 'instance',
          tags: [
            { key: 'Name', value: instance },
            { key: 'ManagedBy', value: 'terraform' },
          ],
        },
      ],
    },
  };
}

function runResponse(random: Random, instance: InstanceName, instanceType: string, at: number): JsonObject {
  return {
    requestId: random.uuid(),
    reservationId: `r-0${random.hex(16)}`,
    ownerId: ACCOUNT_ID,
    groupSet: {},
    instancesSet: {
      items: [
        {
          instanceId: INSTANCES[instance],
          imageId: 'ami-0c1f44f890950b53c',
          instanceState: { code: 0, name: 'pending' },
          amiLaunchIndex: 0,
          instanceType,
          launchTime: at,
          placement: { availabilityZone: `${HOME_REGION}a`, tenancy: 'default' },
          monitoring: { state: 'disabled' },
          subnetId: 'subnet-0ad4e6b81f29c7530',
          vpcId: 'vpc-0719b5c3e8d2f4a60',
          privateIpAddress: `10.20.1.${random.integer(10, 250)}`,
        },
      ],
    },
  };
}
