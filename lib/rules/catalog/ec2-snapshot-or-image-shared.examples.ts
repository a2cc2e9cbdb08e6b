import type { RuleExamples } from './example';
import { callOf, EC2_REFUSED, OTHER_ACCOUNT } from './records';

const call = callOf('ec2', 'ModifySnapshotAttribute', {});
const sharing = (change: 'add' | 'remove') => ({
  requestParameters: {
    snapshotId: 'snap-0a1b2c3d4e5f60718',
    attributeType: 'CREATE_VOLUME_PERMISSION',
    createVolumePermission: { [change]: { items: [{ userId: OTHER_ACCOUNT }] } },
  },
});

export const ec2SnapshotOrImageShared: RuleExamples = {
  matches: [
    { name: 'a snapshot is shared', record: call(sharing('add')) },
    {
      name: 'an image is made public',
      record: call({
        eventName: 'ModifyImageAttribute',
        requestParameters: {
          imageId: 'ami-0a1b2c3d4e5f60718',
          attributeType: 'launchPermission',
          launchPermission: { add: { items: [{ groups: 'all' }] } },
        },
      }),
    },
  ],
  ignores: [
    { name: 'a share is taken back', record: call(sharing('remove')) },
    { name: 'a call that was refused', record: call({ ...sharing('add'), ...EC2_REFUSED }) },
    {
      name: 'the description of an image changes',
      record: call({
        eventName: 'ModifyImageAttribute',
        requestParameters: { imageId: 'ami-0a1b2c3d4e5f60718', description: { value: 'base' } },
      }),
    },
  ],
  sequences: [],
};
