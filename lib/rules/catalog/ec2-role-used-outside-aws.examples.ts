import type { RuleExamples } from './example';
import { callOf, INSTANCE, onBehalf, session } from './records';

const call = callOf('s3', 'ListBuckets', {
  userIdentity: session('web', INSTANCE),
  sourceIPAddress: '203.0.113.7',
});

export const ec2RoleUsedOutsideAws: RuleExamples = {
  matches: [{ name: 'an instance role calls from a public address', record: call() }],
  ignores: [
    { name: 'a session that is no instance', record: call({ userIdentity: session('web', 'dana') }) },
    { name: 'a private address, through an endpoint', record: call({ sourceIPAddress: '10.0.0.7' }) },
    {
      name: 'a service calls',
      record: call(onBehalf(session('web', INSTANCE), 'autoscaling.amazonaws.com')),
    },
  ],
  sequences: [],
};
