import type { RuleExamples } from './example';
import { callOf, EC2_REFUSED } from './records';

const call = callOf('ec2', 'AuthorizeSecurityGroupIngress', {});
const opening = (port: number, cidrIp: string) => ({
  requestParameters: {
    groupId: 'sg-0a1b2c3d4e5f60718',
    ipPermissions: {
      items: [
        {
          ipProtocol: 'tcp',
          fromPort: port,
          toPort: port,
          groups: {},
          ipRanges: { items: [{ cidrIp }] },
          ipv6Ranges: {},
          prefixListIds: {},
        },
      ],
    },
  },
});

export const ec2SecurityGroupOpened: RuleExamples = {
  matches: [
    { name: 'SSH for everyone', record: call(opening(22, '0.0.0.0/0')) },
    {
      name: 'remote desktop for everyone, in the short form',
      record: call({
        requestParameters: {
          groupId: 'sg-0a1b2c3d4e5f60718',
          ipPermissions: {},
          ipProtocol: 'tcp',
          fromPort: 3389,
          toPort: 3389,
          cidrIp: '0.0.0.0/0',
        },
      }),
    },
  ],
  ignores: [
    { name: 'a web port for everyone', record: call(opening(443, '0.0.0.0/0')) },
    { name: 'SSH for one network', record: call(opening(22, '192.0.2.0/24')) },
    { name: 'a port whose number begins with another', record: call(opening(2222, '0.0.0.0/0')) },
    { name: 'a call that was refused', record: call({ ...opening(22, '0.0.0.0/0'), ...EC2_REFUSED }) },
  ],
  sequences: [],
};
