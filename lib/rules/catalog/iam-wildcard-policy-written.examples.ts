import type { RuleExamples } from './example';
import { callOf, onBehalf, REFUSED, user } from './records';

const call = callOf('iam', 'PutUserPolicy', {});
const holding = (effect: string, action: string) => ({
  requestParameters: {
    userName: 'erik',
    policyName: 'work',
    policyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: effect, Action: action, Resource: '*' }],
    }),
  },
});

export const iamWildcardPolicyWritten: RuleExamples = {
  matches: [
    { name: 'every action for a user', record: call(holding('Allow', '*')) },
    { name: 'every action of IAM', record: call(holding('Allow', 'iam:*')) },
    {
      name: 'a document with spaces, as a new version of a policy',
      record: call({
        eventName: 'CreatePolicyVersion',
        requestParameters: {
          setAsDefault: true,
          policyDocument: '{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}',
        },
      }),
    },
  ],
  ignores: [
    { name: 'every resource but one action', record: call(holding('Allow', 's3:GetObject')) },
    { name: 'every action is denied', record: call(holding('Deny', '*')) },
    { name: 'a call that was refused', record: call({ ...holding('Allow', '*'), ...REFUSED }) },
    {
      name: 'CloudFormation writes it',
      record: call({ ...holding('Allow', '*'), ...onBehalf(user('dana'), 'cloudformation.amazonaws.com') }),
    },
  ],
  sequences: [],
};
