import type { RuleExamples } from './example';
import { callOf, id, OTHER_ACCOUNT, onBehalf, REFUSED, user } from './records';

const call = callOf('iam', 'UpdateAssumeRolePolicy', {
  requestParameters: { roleName: 'deploy', policyDocument: `{"Principal":{"AWS":"${OTHER_ACCOUNT}"}}` },
});

export const iamRoleTrustChanged: RuleExamples = {
  matches: [{ name: 'a user changes the trust of a role', record: call() }],
  ignores: [
    { name: 'a call that was refused', record: call(REFUSED) },
    {
      name: 'CloudFormation changes it',
      record: call(onBehalf(user('dana'), 'cloudformation.amazonaws.com')),
    },
    { name: 'a role is created with its trust', record: call({ eventName: 'CreateRole' }) },
  ],
  sequences: [
    {
      name: 'the same role again is known, another role is new',
      records: [
        call.nth(1, '2026-03-02T09:00:00Z'),
        call.nth(2, '2026-03-03T09:00:00Z'),
        call.nth(3, '2026-03-03T10:00:00Z', { requestParameters: { roleName: 'audit' } }),
      ],
      alerts: [id(1), id(3)],
    },
  ],
};
