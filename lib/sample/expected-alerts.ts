import { INSTANCES, type InstanceName, SSO_ADMIN_ROLE, sessionArn, userArn } from './account';

/** A user-data alert that the story means to raise, written down by hand and not computed by the rule. */
export interface ExpectedAlert {
  readonly eventId: string;
  readonly eventTime: string;
  readonly principalArn: string;
  readonly instance: InstanceName;
  readonly instanceId: string;
  /** True when the bundle holds less than the rule's 14 days before the event. */
  readonly isColdStart: boolean;
  readonly verdict: 'benign' | 'malicious';
  /** Why the event is new, and what an analyst should find. */
  readonly why: string;
}

interface Definition {
  readonly eventTime: string;
  readonly principalArn: string;
  readonly instance: InstanceName;
  readonly isColdStart: boolean;
  readonly verdict: ExpectedAlert['verdict'];
  readonly why: string;
}

const TERRAFORM = userArn('terraform');
const ADMIN = sessionArn(SSO_ADMIN_ROLE, 'priya.nair@fernhollow.example');
const JONAS = userArn('jonas.weber');

/** In time order. The number at the end of each event id is its place in this list. */
const DEFINITIONS = {
  'admin-bastion': {
    eventTime: '2026-03-02T10:05:07Z',
    principalArn: ADMIN,
    instance: 'bastion',
    isColdStart: true,
    verdict: 'benign',
    why: 'Maintenance on the first day; the same read 36 minutes later is no longer new.',
  },
  'terraform-bastion': {
    eventTime: '2026-03-03T09:12:19Z',
    principalArn: TERRAFORM,
    instance: 'bastion',
    isColdStart: true,
    verdict: 'benign',
    why: 'First Terraform refresh in the data; repeated at least once on every working day after.',
  },
  'terraform-batch': {
    eventTime: '2026-03-03T09:14:36Z',
    principalArn: TERRAFORM,
    instance: 'batch-1',
    isColdStart: true,
    verdict: 'benign',
    why: 'Terraform reads back the instance it launched half a minute earlier.',
  },
  'ci-first-session': {
    eventTime: '2026-03-05T13:22:40Z',
    principalArn: sessionArn('github-deploy', 'deploy-13988101472'),
    instance: 'build-runner',
    isColdStart: true,
    verdict: 'benign',
    why: 'A diagnostics step of the pipeline. Its session name changes with every run.',
  },
  'terraform-reporting': {
    eventTime: '2026-03-10T14:07:21Z',
    principalArn: TERRAFORM,
    instance: 'reporting-1',
    isColdStart: true,
    verdict: 'benign',
    why: 'A new instance for a principal that reads user data all the time. Delivered twice by CloudTrail.',
  },
  'ci-second-session': {
    eventTime: '2026-03-12T08:47:15Z',
    principalArn: sessionArn('github-deploy', 'deploy-14120557301'),
    instance: 'build-runner',
    isColdStart: true,
    verdict: 'benign',
    why: 'The same diagnostics step under another session name: another ARN, so new again.',
  },
  'console-web': {
    eventTime: '2026-03-13T14:18:33Z',
    principalArn: userArn('mara.lindqvist'),
    instance: 'web-1',
    isColdStart: true,
    verdict: 'benign',
    why: 'An operator with MFA opens "View user data" in the console while web-1 is being debugged.',
  },
  'terraform-api': {
    eventTime: '2026-03-16T09:31:44Z',
    principalArn: TERRAFORM,
    instance: 'api-2',
    isColdStart: false,
    verdict: 'benign',
    why: 'Terraform launches api-2. A full window of history stands behind it.',
  },
  'admin-bastion-again': {
    eventTime: '2026-03-16T10:41:13Z',
    principalArn: ADMIN,
    instance: 'bastion',
    isColdStart: false,
    verdict: 'benign',
    why: 'Fourteen days and one second after the last read: out of the window, so new again.',
  },
  'leaked-key-build-runner': {
    eventTime: '2026-03-17T02:41:09Z',
    principalArn: JONAS,
    instance: 'build-runner',
    isColdStart: false,
    verdict: 'malicious',
    why: 'The leaked key of a developer, from a hosting provider, after three denied reads. Holds the key of build-publisher.',
  },
  'leaked-key-batch': {
    eventTime: '2026-03-17T02:41:31Z',
    principalArn: JONAS,
    instance: 'batch-1',
    isColdStart: false,
    verdict: 'malicious',
    why: 'Same sweep over every instance the key may read.',
  },
  'leaked-key-reporting': {
    eventTime: '2026-03-17T02:41:52Z',
    principalArn: JONAS,
    instance: 'reporting-1',
    isColdStart: false,
    verdict: 'malicious',
    why: 'Same sweep over every instance the key may read.',
  },
  'leaked-key-bastion': {
    eventTime: '2026-03-17T02:42:16Z',
    principalArn: JONAS,
    instance: 'bastion',
    isColdStart: false,
    verdict: 'malicious',
    why: 'Same sweep over every instance the key may read.',
  },
  'stolen-role-web': {
    eventTime: '2026-03-17T03:09:26Z',
    principalArn: sessionArn('deploy-admin', 'botocore-session-1773716702'),
    instance: 'web-1',
    isColdStart: false,
    verdict: 'malicious',
    why: 'The role assumed with the harvested key reads the instance that was denied to the first one.',
  },
} as const satisfies Record<string, Definition>;

export type ExpectedAlertKey = keyof typeof DEFINITIONS;

/** Every user-data alert the sample raises, oldest first. */
export const expectedAlerts: readonly ExpectedAlert[] = Object.values(DEFINITIONS).map(toExpectedAlert);

function toExpectedAlert(definition: Definition, index: number): ExpectedAlert {
  return {
    eventId: `5a3f1e00-7c2d-4b8e-9d10-${String(index + 1).padStart(12, '0')}`,
    ...definition,
    instanceId: INSTANCES[definition.instance],
  };
}

export function expectedAlert(key: ExpectedAlertKey): ExpectedAlert {
  return toExpectedAlert(DEFINITIONS[key], Object.keys(DEFINITIONS).indexOf(key));
}
