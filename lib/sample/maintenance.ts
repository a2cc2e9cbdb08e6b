import { DAY_MS, MINUTE_MS, SECOND_MS } from '../time';
import { ADDRESSES, INSTANCES, SSO_ADMIN_ROLE } from './account';
import { AGENTS } from './agents';
import { type Caller, cliAgent, consoleCaller, roleCaller } from './callers';
import { expectedAlert } from './expected-alerts';
import type { Journal } from './journal';
import type { Random } from './random';

/** People who have a reason to look at user data. */
export function writeMaintenance(journal: Journal, random: Random): void {
  writeBastionMaintenance(journal, random);
  writeConsoleDebugging(journal, random);
}

/** The same read three times: new, 36 minutes later, and 14 days and one second after that. */
function writeBastionMaintenance(journal: Journal, random: Random): void {
  const first = Date.parse(expectedAlert('admin-bastion').eventTime);
  const repeat = Date.UTC(2026, 2, 2, 10, 41, 12);
  const again = Date.parse(expectedAlert('admin-bastion-again').eventTime);
  if (again - repeat !== 14 * DAY_MS + SECOND_MS)
    throw new Error('The second read must just leave the window.');

  const morning = adminSession(random, first);
  prepare(journal, morning, first - 90 * SECOND_MS);
  journal.readUserDataExpected('admin-bastion', morning);
  journal.readUserData(repeat, morning, 'bastion');
  journal.add({
    at: repeat + 5 * MINUTE_MS,
    caller: morning,
    service: 'ec2',
    action: 'RebootInstances',
    request: { instancesSet: { items: [{ instanceId: INSTANCES.bastion }] } },
  });

  const later = adminSession(random, again);
  prepare(journal, later, again - 2 * MINUTE_MS);
  journal.readUserDataExpected('admin-bastion-again', later);
}

function adminSession(random: Random, at: number): Caller {
  return roleCaller(
    {
      role: SSO_ADMIN_ROLE,
      session: 'priya.nair@fernhollow.example',
      keyId: random.temporaryKeyId(),
      startedAt: at - 20 * MINUTE_MS,
    },
    { address: ADDRESSES.priya, agent: cliAgent('mac') },
  );
}

function prepare(journal: Journal, caller: Caller, at: number): void {
  journal.add({ at, caller, service: 'sts', action: 'GetCallerIdentity' });
  journal.add({
    at: at + 20 * SECOND_MS,
    caller,
    service: 'ec2',
    action: 'DescribeInstances',
    request: { instancesSet: { items: [{ instanceId: INSTANCES.bastion }] }, filterSet: {} },
  });
}

/** An operator looks for the reason of an incident on web-1, in the console. */
function writeConsoleDebugging(journal: Journal, random: Random): void {
  const at = Date.parse(expectedAlert('console-web').eventTime);
  const session = { startedAt: at - 48 * MINUTE_MS, keyId: random.temporaryKeyId() };
  const mara = consoleCaller('mara.lindqvist', session, {
    address: ADDRESSES.office,
    agent: AGENTS.chromeWindows,
  });
  const instance = { instanceId: INSTANCES['web-1'] };
  journal.add({
    at: at - 4 * MINUTE_MS,
    caller: mara,
    service: 'ec2',
    action: 'DescribeInstanceStatus',
    request: { instancesSet: { items: [instance] } },
  });
  journal.add({
    at: at - 3 * MINUTE_MS,
    caller: mara,
    service: 'ec2',
    action: 'GetConsoleOutput',
    request: { ...instance, latest: true },
  });
  journal.add({
    at: at - 70 * SECOND_MS,
    caller: mara,
    service: 'ec2',
    action: 'GetConsoleScreenshot',
    request: { ...instance, wakeUp: true },
  });
  journal.readUserDataExpected('console-web', mara);
  journal.readUserData(at + 4 * MINUTE_MS, mara, 'web-1');
  journal.add({
    at: at + 11 * MINUTE_MS,
    caller: mara,
    service: 'ec2',
    action: 'RebootInstances',
    request: { instancesSet: { items: [instance] } },
  });
}
