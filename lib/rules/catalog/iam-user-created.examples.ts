import type { RuleExamples } from './example';
import { callOf, id, onBehalf, REFUSED, session, user } from './records';

const call = callOf('iam', 'CreateUser', { requestParameters: { userName: 'svc-metrics' } });

export const iamUserCreated: RuleExamples = {
  matches: [
    { name: 'a user creates a user', record: call() },
    { name: 'a session of a role creates a user', record: call({ userIdentity: session('admin', 'priya') }) },
  ],
  ignores: [
    { name: 'a call that was refused', record: call(REFUSED) },
    {
      name: 'CloudFormation creates the user',
      record: call(onBehalf(user('dana'), 'cloudformation.amazonaws.com')),
    },
    { name: 'a user of the identity store', record: call({ eventSource: 'sso-directory.amazonaws.com' }) },
    { name: 'a group is created', record: call({ eventName: 'CreateGroup' }) },
  ],
  sequences: [
    {
      name: 'two sessions of a role are one creator',
      records: [
        call.nth(1, '2026-03-02T09:00:00Z', { userIdentity: session('admin', 'priya') }),
        call.nth(2, '2026-03-03T09:00:00Z', { userIdentity: session('admin', 'tom') }),
      ],
      alerts: [id(1)],
    },
    {
      name: 'another creator is new',
      records: [
        call.nth(1, '2026-03-02T09:00:00Z'),
        call.nth(2, '2026-03-02T10:00:00Z', { userIdentity: user('erik') }),
      ],
      alerts: [id(1), id(2)],
    },
  ],
};
