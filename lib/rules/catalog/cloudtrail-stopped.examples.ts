import type { RuleExamples } from './example';
import { callOf, REFUSED } from './records';

const call = callOf('cloudtrail', 'StopLogging', { requestParameters: { name: 'management' } });

export const cloudtrailStopped: RuleExamples = {
  matches: [
    { name: 'a trail is stopped', record: call() },
    { name: 'a trail is deleted', record: call({ eventName: 'DeleteTrail' }) },
    {
      name: 'an event data store stops taking events in',
      record: call({ eventName: 'StopEventDataStoreIngestion' }),
    },
  ],
  ignores: [
    { name: 'a stop that was refused', record: call(REFUSED) },
    { name: 'a trail is started', record: call({ eventName: 'StartLogging' }) },
    {
      name: 'the same call name of another service',
      record: call({ eventSource: 'firehose.amazonaws.com' }),
    },
  ],
  sequences: [],
};
