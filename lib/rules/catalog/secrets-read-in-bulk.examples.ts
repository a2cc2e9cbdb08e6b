import type { RuleExamples } from './example';
import { callOf, REFUSED } from './records';

const call = callOf('secretsmanager', 'GetSecretValue', {
  requestParameters: { secretId: 'prod/web/database' },
  readOnly: true,
});

export const secretsReadInBulk: RuleExamples = {
  matches: [{ name: 'a secret is read', record: call() }],
  ignores: [
    { name: 'a read that was refused', record: call(REFUSED) },
    { name: 'a secret is described', record: call({ eventName: 'DescribeSecret' }) },
  ],
  sequences: [],
};
