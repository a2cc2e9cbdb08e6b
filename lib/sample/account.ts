import { DAY_MS } from '../time';

/** The fictional company's account: Fernhollow, a small web business that runs in Ireland. */
export const ACCOUNT_ID = '111122223333';
export const HOME_REGION = 'eu-west-1';
/** Where CloudTrail reports global services (IAM) and console sign-ins. */
export const GLOBAL_REGION = 'us-east-1';

/** Monday 2 March to Tuesday 17 March 2026: two days longer than the rule's history window. */
export const SAMPLE_START = Date.UTC(2026, 2, 2);
export const SAMPLE_DAYS = 16;
export const SAMPLE_END = SAMPLE_START + SAMPLE_DAYS * DAY_MS;

export const INSTANCES = {
  bastion: 'i-0b7d4e2f19a3c6058',
  'build-runner': 'i-04c19f7be2d85a631',
  'web-1': 'i-0a1f3c5e7b9d20416',
  'web-2': 'i-0d62b8f40e17c935a',
  'api-1': 'i-07e3a95c1f4b8d260',
  'batch-1': 'i-0f58c2d7a6b310e94',
  'reporting-1': 'i-02ab6d19e5f7c8430',
  'api-2': 'i-0963e1d8b4f2a7c05',
} as const;

export type InstanceName = keyof typeof INSTANCES;

/** Public addresses by who holds them. Their networks are checked against the geo data by a test. */
export const ADDRESSES = {
  office: '62.96.133.18',
  mara: '84.158.61.22',
  jonas: '91.64.44.17',
  tomas: '85.70.33.18',
  ines: '85.240.77.31',
  priya: '81.152.33.201',
  owen: '86.40.33.21',
  nat: '54.171.88.201',
  buildRunner: '34.248.60.17',
  terraformRunner: '63.32.111.8',
  lambda: '3.250.44.71',
  cloudShell: '18.202.77.30',
  github: ['20.102.35.12', '4.227.115.40', '172.183.50.97', '52.165.88.9'],
  intruder: '37.120.206.77',
} as const;

/** Long-lived keys. Their bodies spell out that they are examples. */
export const ACCESS_KEYS = {
  'jonas.weber': 'AKIAEXAMPLEJONAS0001',
  terraform: 'AKIAEXAMPLETFORM0001',
  'build-publisher': 'AKIAEXAMPLEBUILD0001',
  'svc-metrics': 'AKIAEXAMPLEMETRC0001',
} as const;

export type KeyedUser = keyof typeof ACCESS_KEYS;

export const BUCKETS = {
  assets: 'fernhollow-web-assets',
  artifacts: 'fernhollow-build-artifacts',
  exports: 'fernhollow-customer-exports',
  logs: 'fernhollow-cloudtrail',
} as const;

export const SSO_ADMIN_ROLE = 'AWSReservedSSO_PlatformAdmin_4e1c0b9f7d2a6358';
export const SSO_DEVELOPER_ROLE = 'AWSReservedSSO_Developer_a07f5d3e91c84b26';

export const userArn = (name: string): string => `arn:aws:iam::${ACCOUNT_ID}:user/${name}`;
export const sessionArn = (role: string, session: string): string =>
  `arn:aws:sts::${ACCOUNT_ID}:assumed-role/${role}/${session}`;
export const KMS_KEY_ARN = `arn:aws:kms:${HOME_REGION}:${ACCOUNT_ID}:key/6f1d2c3b-8a97-4e50-b1c2-0d9e8f7a6b54`;

/** IAM paths of roles that do not live at the root. */
const ROLE_PATHS: Readonly<Record<string, string>> = {
  [SSO_ADMIN_ROLE]: 'aws-reserved/sso.amazonaws.com/eu-west-1/',
  [SSO_DEVELOPER_ROLE]: 'aws-reserved/sso.amazonaws.com/eu-west-1/',
  AWSServiceRoleForAutoScaling: 'aws-service-role/autoscaling.amazonaws.com/',
  AWSServiceRoleForConfig: 'aws-service-role/config.amazonaws.com/',
};

export const roleArn = (role: string): string =>
  `arn:aws:iam::${ACCOUNT_ID}:role/${ROLE_PATHS[role] ?? ''}${role}`;

/** The unique id AWS gives a user (`AIDA…`) or role (`AROA…`), here made from the name. */
export function uniqueId(prefix: 'AIDA' | 'AROA', name: string): string {
  const letters = name.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return `${prefix}EXAMPLE${letters}XXXXXXXXXX`.slice(0, 21);
}
