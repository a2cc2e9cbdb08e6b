import type { RuleExamples } from './example';
import { ACCOUNT, callOf, onBehalf, REFUSED, user } from './records';

const call = callOf('iam', 'AttachUserPolicy', {
  requestParameters: { userName: 'erik', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
});

export const iamAdministratorPolicyAttached: RuleExamples = {
  matches: [
    { name: 'full rights for a user', record: call() },
    {
      name: 'full control of IAM for a role',
      record: call({
        eventName: 'AttachRolePolicy',
        requestParameters: { roleName: 'deploy', policyArn: 'arn:aws:iam::aws:policy/IAMFullAccess' },
      }),
    },
  ],
  ignores: [
    { name: 'a call that was refused', record: call(REFUSED) },
    {
      name: 'a policy that only reads',
      record: call({
        requestParameters: { userName: 'erik', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      }),
    },
    {
      name: 'a policy of the account with the same name',
      record: call({
        requestParameters: {
          userName: 'erik',
          policyArn: `arn:aws:iam::${ACCOUNT}:policy/AdministratorAccess`,
        },
      }),
    },
    { name: 'the policy is detached', record: call({ eventName: 'DetachUserPolicy' }) },
    {
      name: 'CloudFormation attaches it',
      record: call(onBehalf(user('dana'), 'cloudformation.amazonaws.com')),
    },
  ],
  sequences: [],
};
