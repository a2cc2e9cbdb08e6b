import type { RuleExamples } from './example';
import { callOf, EC2_REFUSED, id, onBehalf, user } from './records';

const call = callOf('ec2', 'RunInstances', {});

export const regionFirstUsed: RuleExamples = {
  matches: [{ name: 'machines are started', record: call() }],
  ignores: [
    { name: 'machines are listed', record: call({ eventName: 'DescribeInstances', readOnly: true }) },
    { name: 'a start that was refused', record: call(EC2_REFUSED) },
    { name: 'a service starts machines', record: call(onBehalf(user('dana'), 'autoscaling.amazonaws.com')) },
  ],
  sequences: [
    {
      name: 'a region is new once, for everyone in the account',
      records: [
        call.nth(1, '2026-03-02T09:00:00Z'),
        call.nth(2, '2026-03-02T10:00:00Z', { awsRegion: 'ap-south-1' }),
        call.nth(3, '2026-03-02T11:00:00Z', { awsRegion: 'ap-south-1', userIdentity: user('erik') }),
      ],
      alerts: [id(1), id(2)],
    },
  ],
};
