import type { RuleExamples } from './example';
import { callOf, id, REFUSED } from './records';

const call = callOf('iam', 'CreateAccessKey', { requestParameters: { userName: 'build-publisher' } });
const forUser = (userName: string) => ({ requestParameters: { userName } });

export const iamAccessKeyCreatedForUser: RuleExamples = {
  matches: [{ name: 'a key for another user', record: call() }],
  ignores: [
    { name: 'a key for the caller, who names no user', record: call({ requestParameters: null }) },
    { name: 'a call that was refused', record: call(REFUSED) },
    { name: 'a key is switched off', record: call({ eventName: 'UpdateAccessKey' }) },
  ],
  sequences: [
    {
      name: 'the second key for a user is known, another user is not',
      records: [
        call.nth(1, '2026-03-02T09:00:00Z'),
        call.nth(2, '2026-03-04T09:00:00Z'),
        call.nth(3, '2026-03-05T09:00:00Z', forUser('erik')),
      ],
      alerts: [id(1), id(3)],
    },
  ],
};
