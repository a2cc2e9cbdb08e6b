import { SECOND_MS } from '../time';
import { ACCOUNT_ID, ADDRESSES, HOME_REGION, INSTANCES, SSO_DEVELOPER_ROLE, userArn } from './account';
import { between, INTRUSION_DAY, WORKDAYS } from './calendar';
import { cliAgent, consoleCaller, keyCaller, roleCaller } from './callers';
import { accessDenied, bucketCall, listBuckets, unauthorized } from './calls';
import type { Journal } from './journal';
import type { Random } from './random';
import { consoleLogin, PEOPLE } from './routine-people';

/** The developer whose key leaks, at his ordinary work, and the mistakes everybody makes. */
export function writeDeveloper(journal: Journal, random: Random): void {
  for (const day of WORKDAYS.filter((workday) => workday < INTRUSION_DAY))
    writeDeveloperDay(journal, random, day);
  writeMistakes(journal, random);
}

/** Jonas works on the command line with a long-lived key, from home: what the intruder will have. */
function writeDeveloperDay(journal: Journal, random: Random, day: number): void {
  const caller = keyCaller('jonas.weber', { address: ADDRESSES.jonas, agent: cliAgent('mac') });
  for (let burst = random.integer(3, 5); burst > 0; burst -= 1) {
    const at = between(random, day, 7.5, 16.5);
    journal.add({ at, caller, service: 'sts', action: 'GetCallerIdentity' });
    journal.add({
      at: at + 12 * SECOND_MS,
      caller,
      service: 'logs',
      action: 'FilterLogEvents',
      request: { logGroupName: '/fernhollow/web' },
    });
    journal.add({
      at: at + 50 * SECOND_MS,
      caller,
      service: 'ecs',
      action: 'DescribeServices',
      request: { cluster: 'web', services: ['web'] },
    });
    if (random.chance(0.4)) journal.add(listBuckets(at + 70 * SECOND_MS, caller));
    if (random.chance(0.4))
      journal.add(bucketCall(at + 85 * SECOND_MS, caller, 'GetBucketLocation', 'artifacts'));
    if (random.chance(0.3))
      journal.add({
        at: at + 95 * SECOND_MS,
        caller,
        service: 'ec2',
        action: 'DescribeInstances',
        request: { instancesSet: {}, filterSet: {} },
      });
  }
}

/** Honest mistakes that look like attacks, and reads of user data that the rule must leave alone. */
function writeMistakes(journal: Journal, random: Random): void {
  const [mara, , ines] = PEOPLE;
  if (mara) {
    journal.add(consoleLogin(Date.UTC(2026, 2, 4, 7, 21, 40), mara, false));
  }
  if (ines) {
    const caller = consoleCaller(
      ines.user,
      { startedAt: Date.UTC(2026, 2, 6, 8, 2), keyId: random.temporaryKeyId() },
      ines,
    );
    for (const [service, action] of [
      ['ec2', 'DescribeInstances'],
      ['ec2', 'DescribeVolumes'],
      ['rds', 'DescribeDBInstances'],
    ] as const) {
      const permission = `${service}:${action}`;
      const error =
        service === 'ec2'
          ? unauthorized(userArn(ines.user), permission, '*')
          : accessDenied(userArn(ines.user), permission, '*');
      journal.add({ at: Date.UTC(2026, 2, 6, 8, 3, random.integer(1, 50)), caller, service, action, error });
    }
  }
  const jonas = keyCaller('jonas.weber', { address: ADDRESSES.jonas, agent: cliAgent('mac') });
  const resource = `arn:aws:ec2:${HOME_REGION}:${ACCOUNT_ID}:instance/${INSTANCES['web-1']}`;
  journal.readUserData(Date.UTC(2026, 2, 11, 10, 14, 8), jonas, 'web-1', {
    error: unauthorized(userArn('jonas.weber'), 'ec2:DescribeInstanceAttribute', resource),
  });
  const owen = roleCaller(
    {
      role: SSO_DEVELOPER_ROLE,
      session: 'owen.hale@fernhollow.example',
      keyId: random.temporaryKeyId(),
      startedAt: Date.UTC(2026, 2, 12, 9, 30),
    },
    { address: ADDRESSES.cloudShell, agent: cliAgent('cloudShell') },
  );
  journal.readUserData(Date.UTC(2026, 2, 12, 10, 2, 51), owen, 'web-2', {
    error: ['Client.DryRunOperation', 'Request would have succeeded, but DryRun flag is set.'],
  });
}
