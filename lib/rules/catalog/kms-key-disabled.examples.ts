import type { RuleExamples } from './example';
import { callOf, REFUSED } from './records';

const call = callOf('kms', 'ScheduleKeyDeletion', {
  requestParameters: { keyId: '1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d', pendingWindowInDays: 7 },
});

export const kmsKeyDisabled: RuleExamples = {
  matches: [
    { name: 'a deletion is scheduled', record: call() },
    { name: 'a key is disabled', record: call({ eventName: 'DisableKey' }) },
  ],
  ignores: [
    { name: 'a deletion is cancelled', record: call({ eventName: 'CancelKeyDeletion' }) },
    { name: 'a call that was refused', record: call(REFUSED) },
  ],
  sequences: [],
};
