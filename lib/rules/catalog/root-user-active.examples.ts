import type { RuleExamples } from './example';
import { callOf, id, onBehalf, REFUSED, ROOT, user } from './records';

const call = callOf('iam', 'CreateAccessKey', { userIdentity: ROOT });

export const rootUserActive: RuleExamples = {
  matches: [
    { name: 'root makes a key', record: call() },
    {
      name: 'root signs in',
      record: call({
        eventSource: 'signin.amazonaws.com',
        eventName: 'ConsoleLogin',
        responseElements: { ConsoleLogin: 'Success' },
        eventType: 'AwsConsoleSignIn',
      }),
    },
  ],
  ignores: [
    { name: 'root reads', record: call({ eventName: 'GetAccountSummary', readOnly: true }) },
    { name: 'a user makes a key', record: call({ userIdentity: user('dana') }) },
    { name: 'a service acts for root', record: call(onBehalf(ROOT, 'autoscaling.amazonaws.com')) },
    { name: 'a call that was refused', record: call(REFUSED) },
  ],
  sequences: [
    {
      name: 'the same call again is known, another is new',
      records: [
        call.nth(1, '2026-03-02T09:00:00Z'),
        call.nth(2, '2026-03-03T09:00:00Z'),
        call.nth(3, '2026-03-03T09:05:00Z', { eventName: 'CreateUser' }),
      ],
      alerts: [id(1), id(3)],
    },
  ],
};
