import type { RuleExamples } from './example';
import { callOf, onBehalf, user } from './records';

const call = callOf('sts', 'GetCallerIdentity', { readOnly: true });

export const stsCallerIdentityNewAgent: RuleExamples = {
  matches: [{ name: 'a user asks', record: call() }],
  ignores: [
    { name: 'another call', record: call({ eventName: 'GetSessionToken' }) },
    {
      name: 'a service asks for a user',
      record: call(onBehalf(user('dana'), 'cloudformation.amazonaws.com')),
    },
  ],
  sequences: [],
};
