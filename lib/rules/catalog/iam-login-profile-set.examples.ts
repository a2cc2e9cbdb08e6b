import type { RuleExamples } from './example';
import { callOf, id, REFUSED } from './records';

const call = callOf('iam', 'CreateLoginProfile', {
  requestParameters: { userName: 'erik', passwordResetRequired: false },
});

export const iamLoginProfileSet: RuleExamples = {
  matches: [
    { name: 'a user gets a password', record: call() },
    {
      name: 'a password is changed for a user',
      record: call({ eventName: 'UpdateLoginProfile', requestParameters: { userName: 'erik' } }),
    },
  ],
  ignores: [
    { name: 'a call that was refused', record: call(REFUSED) },
    {
      name: 'a person changes the own password',
      record: call({ eventName: 'ChangePassword', requestParameters: null }),
    },
    { name: 'a password is removed', record: call({ eventName: 'DeleteLoginProfile' }) },
  ],
  sequences: [
    {
      name: 'a change soon after the creation is known',
      records: [
        call.nth(1, '2026-03-02T09:00:00Z'),
        call.nth(2, '2026-03-02T09:10:00Z', { eventName: 'UpdateLoginProfile' }),
      ],
      alerts: [id(1)],
    },
  ],
};
