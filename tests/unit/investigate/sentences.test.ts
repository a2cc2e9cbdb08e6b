import { describe, expect, test } from 'vitest';
import type { AlertDetail, AlertHistory } from '@/lib/alerts/schemas';
import { principalName, reasonSentence, whySentence } from '@/lib/investigate/sentences';

const HISTORY: AlertHistory = {
  windowHours: 336,
  spanHours: 336,
  events: 2900,
  matchingEvents: 4,
  hoursWithoutData: 0,
  coldStart: false,
  lastSeen: [],
};

function alert(changes: Partial<AlertDetail> = {}): AlertDetail {
  return {
    id: 'a1e57000-0000-8000-8000-000000000001',
    ruleId: 'r',
    ruleName: 'Rule',
    severity: 'medium',
    riskScore: 47,
    status: 'open',
    reason: null,
    eventId: '7e57ab1e-0000-4000-8000-000000000001',
    eventTime: '2023-07-10T11:55:35.000Z',
    eventAction: 'DescribeInstanceAttribute',
    newTerms: [
      { field: 'a', value: '1' },
      { field: 'b', value: '2' },
    ],
    history: HISTORY,
    evidence: null,
    suppressed: 0,
    suppressedUntil: null,
    supersededBy: null,
    sourceDeletedAt: null,
    principalArn: 'arn:aws:iam::111122223333:user/bert-jan',
    accessKeyId: null,
    resource: 'i-0dbc91f429e48eeed',
    sourceAddress: '198.51.100.23',
    sourceCountry: 'NL',
    sourceAs: 'KPN B.V.',
    userAgent: 'aws-cli/2.17.4',
    accountId: '111122223333',
    region: 'us-east-1',
    createdAt: '2023-07-10T12:00:00.000Z',
    updatedAt: '2023-07-10T12:00:00.000Z',
    note: null,
    decidedBy: null,
    decidedAt: null,
    supersededByTime: null,
    ecs: {},
    raw: '{"requestParameters":{"attribute":"userData"}}',
    previousId: null,
    nextId: null,
    ...changes,
  };
}

describe('who', () => {
  test.each([
    ['arn:aws:iam::1:user/bert-jan', 'bert-jan'],
    ['arn:aws:iam::1:user/division/team/ada', 'ada'],
    ['arn:aws:iam::1:root', 'The root user'],
    ['arn:aws:sts::1:assumed-role/Deploy/alice', 'Role Deploy (session alice)'],
    ['arn:aws:sts::1:assumed-role/Deploy/a/b', 'Role Deploy (session a/b)'],
    ['arn:aws:sts::1:federated-user/bob', 'bob'],
    [null, 'An identity without ARN'],
    ['', 'An identity without ARN'],
  ])('%s is called %s', (arn, name) => {
    expect(principalName(arn)).toBe(name);
  });
});

describe('the reason says who did what to what, from where, with what, when', () => {
  test('for a read of user data', () => {
    expect(reasonSentence(alert())).toBe(
      'bert-jan read the user data of i-0dbc91f429e48eeed from 198.51.100.23 (NL, KPN B.V.) with AWS CLI 2.17.4 at 2023-07-10 11:55:35 UTC.',
    );
  });

  test('for any other call, and for what the record does not say', () => {
    const bare = alert({
      principalArn: null,
      eventAction: 'RunInstances',
      resource: null,
      sourceAddress: null,
      sourceCountry: null,
      sourceAs: null,
      userAgent: null,
      raw: '{}',
    });

    expect(reasonSentence(bare)).toBe(
      'An identity without ARN called RunInstances on an instance it does not name from an unknown address with no user agent at 2023-07-10 11:55:35 UTC.',
    );
  });
});

describe('why it counts as new', () => {
  const sentence = (history: Partial<AlertHistory>, changes: Partial<AlertDetail> = {}) =>
    whySentence(alert({ history: { ...HISTORY, ...history }, ...changes }));

  test('with a full window', () => {
    expect(sentence({})).toBe(
      'This combination was not seen in the 14 days before it: 2,900 events of the account, 4 of them matching the rule.',
    );
  });

  test('with one event in it', () => {
    expect(sentence({ events: 1, matchingEvents: 0 })).toContain(
      ': 1 event of the account, 0 of them matching',
    );
  });

  test('with gaps in it', () => {
    expect(sentence({ hoursWithoutData: 1 })).toContain(
      'in the 14 days before it, 1 hour of them without data:',
    );
  });

  test('on a cold start', () => {
    expect(sentence({ coldStart: true, spanHours: 76 })).toContain(
      'in the 3 d 4 h of history before it (window 14 days: cold start)',
    );
  });

  test('without any history', () => {
    expect(sentence({ events: 0, matchingEvents: 0, spanHours: 0, coldStart: true })).toBe(
      'This combination was never seen before, but there is no history at all: the data begins with this event (window 14 days: cold start).',
    );
  });

  test('of a single value, over a window of hours', () => {
    const text = sentence({ windowHours: 36 }, { newTerms: [{ field: 'a', value: '1' }] });

    expect(text).toContain('This value was not seen in the 36 hours before it');
  });
});
