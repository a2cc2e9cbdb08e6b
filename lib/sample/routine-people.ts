import type { JsonObject } from '../ecs';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../time';
import { ACCOUNT_ID, ADDRESSES, SSO_ADMIN_ROLE, SSO_DEVELOPER_ROLE } from './account';
import { AGENTS } from './agents';
import { between, WORKDAYS } from './calendar';
import {
  assumedRole,
  type Caller,
  cliAgent,
  consoleCaller,
  iamUser,
  type RoleSession,
  roleCaller,
} from './callers';
import { assumeRole } from './calls';
import type { Call, Journal } from './journal';
import type { Random } from './random';

export interface Person {
  readonly user: string;
  readonly address: string;
  readonly agent: string;
  readonly pages: readonly (keyof typeof PAGES)[];
}

/** What the console asks for when someone opens one of its pages. */
const PAGES = {
  instances: [
    ['ec2', 'DescribeInstances'],
    ['ec2', 'DescribeInstanceStatus'],
    ['ec2', 'DescribeTags'],
    ['cloudwatch', 'DescribeAlarms'],
  ],
  network: [
    ['ec2', 'DescribeVpcs'],
    ['ec2', 'DescribeSubnets'],
    ['ec2', 'DescribeSecurityGroups'],
  ],
  database: [
    ['rds', 'DescribeDBInstances'],
    ['rds', 'DescribeDBClusters'],
    ['cloudwatch', 'GetMetricData'],
  ],
  functions: [
    ['lambda', 'ListFunctions20150331'],
    ['logs', 'DescribeLogGroups'],
    ['logs', 'FilterLogEvents'],
  ],
  costs: [
    ['ce', 'GetCostAndUsage'],
    ['ce', 'GetCostForecast'],
    ['ce', 'GetDimensionValues'],
  ],
  monitoring: [
    ['cloudwatch', 'ListDashboards'],
    ['cloudwatch', 'GetMetricData'],
    ['logs', 'StartQuery'],
    ['logs', 'GetQueryResults'],
  ],
} as const satisfies Record<string, ReadonlyArray<readonly [service: string, action: string]>>;

export const PEOPLE: readonly Person[] = [
  {
    user: 'mara.lindqvist',
    address: ADDRESSES.office,
    agent: AGENTS.chromeWindows,
    pages: ['instances', 'network', 'monitoring', 'functions'],
  },
  {
    user: 'tomas.novak',
    address: ADDRESSES.tomas,
    agent: AGENTS.firefoxLinux,
    pages: ['database', 'monitoring', 'functions'],
  },
  { user: 'ines.carvalho', address: ADDRESSES.ines, agent: AGENTS.edgeWindows, pages: ['costs'] },
];

/** People in the console and on the command line, in working hours. */
export function writePeople(journal: Journal, random: Random): void {
  for (const person of PEOPLE) {
    for (const day of WORKDAYS) {
      writeConsoleDay(journal, random, person, between(random, day, 7.4, 9));
      if (random.chance(0.6)) writeConsoleDay(journal, random, person, between(random, day, 12.5, 14));
    }
  }
  for (const day of WORKDAYS) {
    writeSsoDay(
      journal,
      random,
      SSO_ADMIN_ROLE,
      'priya.nair@fernhollow.example',
      ADDRESSES.priya,
      AGENTS.safariMac,
      between(random, day, 8, 9),
    );
    writeSsoDay(
      journal,
      random,
      SSO_DEVELOPER_ROLE,
      'owen.hale@fernhollow.example',
      ADDRESSES.owen,
      AGENTS.chromeWindows,
      between(random, day, 9, 10),
    );
  }
}

function writeConsoleDay(journal: Journal, random: Random, person: Person, at: number): void {
  journal.add(consoleLogin(at, person));
  const session = { startedAt: at, keyId: random.temporaryKeyId() };
  browse(journal, random, consoleCaller(person.user, session, person), person.pages, at + 20 * SECOND_MS);
}

export function consoleLogin(at: number, { user, address, agent }: Person, isAccepted = true): Call {
  return {
    at,
    caller: { identity: { ...iamUser(user), userName: user }, address, agent },
    service: 'signin',
    action: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    // A refused sign-in has a message and no code.
    ...(!isAccepted && { error: [null, 'Failed authentication'] as const }),
    response: { ConsoleLogin: isAccepted ? 'Success' : 'Failure' },
    additional: {
      LoginTo:
        'https://console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true&nc2=h_ct&src=header-signin',
      MobileVersion: 'No',
      MFAUsed: isAccepted ? 'Yes' : 'No',
      ...(isAccepted && { MFAIdentifier: `arn:aws:iam::${ACCOUNT_ID}:mfa/${user}` }),
    },
  };
}

/** IAM Identity Center opens the console with a role session that carries the person's address as its name. */
function writeSsoDay(
  journal: Journal,
  random: Random,
  role: string,
  session: string,
  address: string,
  agent: string,
  at: number,
): void {
  const roleSession: RoleSession = {
    role,
    session,
    keyId: random.temporaryKeyId(),
    startedAt: at,
    hasMfa: false,
  };
  journal.add({
    at: at + 2 * SECOND_MS,
    caller: { identity: assumedRole(roleSession), address, agent },
    service: 'signin',
    action: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    response: { ConsoleLogin: 'Success' },
    additional: { MobileVersion: 'No', MFAUsed: 'No' },
  });
  const caller = { ...roleCaller(roleSession, { address, agent }), isConsole: true };
  browse(journal, random, caller, ['instances', 'network', 'database', 'monitoring'], at + 15 * SECOND_MS);
  if (role !== SSO_DEVELOPER_ROLE || !random.chance(0.35)) return;
  const deploy: RoleSession = {
    role: 'deploy-admin',
    session: 'owen.hale',
    keyId: random.temporaryKeyId(),
    startedAt: at + HOUR_MS,
  };
  journal.add(assumeRole(deploy.startedAt, caller, deploy, random));
  const deployer = roleCaller(deploy, { address, agent: cliAgent('ubuntu') });
  journal.add({
    at: deploy.startedAt + 30 * SECOND_MS,
    caller: deployer,
    service: 'cloudformation',
    action: 'DescribeStacks',
  });
  journal.add({
    at: deploy.startedAt + 75 * SECOND_MS,
    caller: deployer,
    service: 'cloudformation',
    action: 'UpdateStack',
    request: { stackName: 'web' },
  });
}

function browse(
  journal: Journal,
  random: Random,
  caller: Caller,
  pages: readonly (keyof typeof PAGES)[],
  from: number,
): void {
  let at = from;
  for (let visit = random.integer(2, 4); visit > 0; visit -= 1) {
    for (const [service, action] of PAGES[random.pick(pages)]) {
      journal.add({ at, caller, service, action, request: pageRequest(action) });
      at += random.integer(1, 3) * SECOND_MS;
    }
    at += random.integer(2, 25) * MINUTE_MS;
  }
}

function pageRequest(action: string): JsonObject {
  if (action === 'DescribeInstances') return { maxResults: 1000, instancesSet: {}, filterSet: {} };
  return action === 'GetMetricData' ? { scanBy: 'TimestampDescending' } : {};
}
