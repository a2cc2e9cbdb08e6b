import type { RuleExamples } from './example';
import { callOf, REFUSED } from './records';

const DETECTOR = { detectorId: '12abc34d567e8fa901bc2d34e56789f0' };
const call = callOf('guardduty', 'DeleteDetector', { requestParameters: DETECTOR });

export const guarddutyDisabled: RuleExamples = {
  matches: [
    { name: 'a detector is deleted', record: call() },
    {
      name: 'a detector is switched off',
      record: call({ eventName: 'UpdateDetector', requestParameters: { ...DETECTOR, enable: false } }),
    },
    {
      name: 'findings are archived by a filter',
      record: call({
        eventName: 'CreateFilter',
        requestParameters: { ...DETECTOR, action: 'ARCHIVE', name: 'quiet' },
      }),
    },
  ],
  ignores: [
    { name: 'a call that was refused', record: call(REFUSED) },
    {
      name: 'a detector is switched on',
      record: call({ eventName: 'UpdateDetector', requestParameters: { ...DETECTOR, enable: true } }),
    },
    {
      name: 'a filter that archives nothing',
      record: call({
        eventName: 'CreateFilter',
        requestParameters: { ...DETECTOR, action: 'NOOP', name: 'view' },
      }),
    },
  ],
  sequences: [],
};
