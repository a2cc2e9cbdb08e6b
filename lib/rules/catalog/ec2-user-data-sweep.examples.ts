import type { RuleExamples } from './example';
import { callOf, EC2_REFUSED, INSTANCE, onBehalf, user } from './records';

const call = callOf('ec2', 'DescribeInstanceAttribute', {
  readOnly: true,
  requestParameters: { attribute: 'userData', instanceId: INSTANCE },
});

export const ec2UserDataSweep: RuleExamples = {
  matches: [
    { name: 'user data is read', record: call() },
    { name: 'a refused read counts too', record: call(EC2_REFUSED) },
  ],
  ignores: [
    {
      name: 'another attribute',
      record: call({ requestParameters: { attribute: 'instanceType', instanceId: INSTANCE } }),
    },
    { name: 'a service reads it', record: call(onBehalf(user('dana'), 'cloudformation.amazonaws.com')) },
  ],
  sequences: [],
};
