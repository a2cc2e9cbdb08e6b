import type { RuleExamples } from './example';
import { callOf, REFUSED } from './records';

const call = callOf('cloudtrail', 'PutEventSelectors', {});
const selecting = (includeManagementEvents: boolean, readWriteType: string) => ({
  requestParameters: {
    trailName: 'management',
    eventSelectors: [{ readWriteType, includeManagementEvents, dataResources: [] }],
  },
});

export const cloudtrailNarrowed: RuleExamples = {
  matches: [
    { name: 'management events are left out', record: call(selecting(false, 'All')) },
    { name: 'only reads are recorded', record: call(selecting(true, 'ReadOnly')) },
    {
      name: 'a trail is kept to one region',
      record: call({
        eventName: 'UpdateTrail',
        requestParameters: { name: 'management', isMultiRegionTrail: false },
      }),
    },
  ],
  ignores: [
    { name: 'everything is recorded', record: call(selecting(true, 'All')) },
    { name: 'a change that was refused', record: call({ ...selecting(false, 'All'), ...REFUSED }) },
    {
      name: 'a trail gets another bucket',
      record: call({
        eventName: 'UpdateTrail',
        requestParameters: { name: 'management', s3BucketName: 'logs' },
      }),
    },
    {
      name: 'a trail is created for one region',
      record: call({
        eventName: 'CreateTrail',
        requestParameters: { name: 'data', isMultiRegionTrail: false },
      }),
    },
  ],
  sequences: [],
};
