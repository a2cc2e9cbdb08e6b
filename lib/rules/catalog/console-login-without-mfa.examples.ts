import type { RuleExamples } from './example';
import { callOf, id, session } from './records';

const call = callOf('signin', 'ConsoleLogin', {
  responseElements: { ConsoleLogin: 'Success' },
  additionalEventData: { LoginTo: 'https://console.aws.amazon.com/', MobileVersion: 'No', MFAUsed: 'No' },
  eventType: 'AwsConsoleSignIn',
});

export const consoleLoginWithoutMfa: RuleExamples = {
  matches: [{ name: 'a password was enough', record: call() }],
  ignores: [
    {
      name: 'a second factor was used',
      record: call({ additionalEventData: { MobileVersion: 'No', MFAUsed: 'Yes' } }),
    },
    {
      name: 'the sign-in failed',
      record: call({ responseElements: { ConsoleLogin: 'Failure' }, errorMessage: 'Failed authentication' }),
    },
    { name: 'a session from a directory', record: call({ userIdentity: session('admin', 'priya') }) },
  ],
  sequences: [
    {
      name: 'the same address is known, another is new',
      records: [
        call.nth(1, '2026-03-02T09:00:00Z'),
        call.nth(2, '2026-03-03T09:00:00Z'),
        call.nth(3, '2026-03-03T20:00:00Z', { sourceIPAddress: '203.0.113.7' }),
      ],
      alerts: [id(1), id(3)],
    },
  ],
};
