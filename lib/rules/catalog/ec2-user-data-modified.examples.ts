import type { RuleExamples } from './example';
import { callOf, EC2_REFUSED, INSTANCE } from './records';

const call = callOf('ec2', 'ModifyInstanceAttribute', {
  requestParameters: { instanceId: INSTANCE, userData: '<sensitiveDataRemoved>' },
});

export const ec2UserDataModified: RuleExamples = {
  matches: [
    { name: 'user data is replaced', record: call() },
    {
      name: 'the attribute is named with a value',
      record: call({
        requestParameters: { instanceId: INSTANCE, attribute: 'userData', value: '<sensitiveDataRemoved>' },
      }),
    },
  ],
  ignores: [
    { name: 'a change that was refused', record: call(EC2_REFUSED) },
    {
      name: 'another attribute',
      record: call({ requestParameters: { instanceId: INSTANCE, disableApiTermination: { value: false } } }),
    },
    {
      name: 'user data is read',
      record: call({
        eventName: 'DescribeInstanceAttribute',
        requestParameters: { instanceId: INSTANCE, attribute: 'userData' },
      }),
    },
  ],
  sequences: [],
};
