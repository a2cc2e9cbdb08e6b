import type { RuleExamples } from './example';
import { callOf, EC2_REFUSED, onBehalf, REFUSED, user } from './records';

const call = callOf('iam', 'ListUsers', { ...REFUSED, readOnly: true });

export const accessDeniedBurst: RuleExamples = {
  matches: [
    { name: 'a call is refused', record: call() },
    {
      name: 'a call to EC2 is refused',
      record: call({ eventSource: 'ec2.amazonaws.com', eventName: 'DescribeInstances', ...EC2_REFUSED }),
    },
  ],
  ignores: [
    { name: 'a call that fails for another reason', record: call({ errorCode: 'ThrottlingException' }) },
    { name: 'a service is refused', record: call(onBehalf(user('dana'), 'config.amazonaws.com')) },
  ],
  sequences: [],
};
