import type { RuleExamples } from './example';
import { ACCOUNT, callOf, id, REFUSED, session } from './records';

const taking = (role: string) => ({
  requestParameters: { roleArn: `arn:aws:iam::${ACCOUNT}:role/${role}`, roleSessionName: 'work' },
});
const call = callOf('sts', 'AssumeRole', taking('deploy'));

export const roleAssumedByNewPrincipal: RuleExamples = {
  matches: [{ name: 'a user assumes a role', record: call() }],
  ignores: [
    { name: 'a call that was refused', record: call(REFUSED) },
    { name: 'a session assumes a role', record: call({ userIdentity: session('admin', 'priya') }) },
  ],
  sequences: [
    {
      name: 'another role is new',
      records: [
        call.nth(1, '2026-03-02T09:00:00Z'),
        call.nth(2, '2026-03-03T09:00:00Z'),
        call.nth(3, '2026-03-03T10:00:00Z', taking('audit')),
      ],
      alerts: [id(1), id(3)],
    },
  ],
};
