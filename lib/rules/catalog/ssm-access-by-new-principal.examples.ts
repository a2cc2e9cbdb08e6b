import type { RuleExamples } from './example';
import { callOf, INSTANCE, id, onBehalf, REFUSED, session, user } from './records';

const call = callOf('ssm', 'SendCommand', {
  requestParameters: {
    documentName: 'AWS-RunShellScript',
    instanceIds: [INSTANCE],
    parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS',
  },
});

export const ssmAccessByNewPrincipal: RuleExamples = {
  matches: [
    { name: 'a command is sent', record: call() },
    {
      name: 'a session is opened',
      record: call({ eventName: 'StartSession', requestParameters: { target: INSTANCE } }),
    },
  ],
  ignores: [
    { name: 'a command that was refused', record: call(REFUSED) },
    { name: 'a service sends a command', record: call(onBehalf(user('dana'), 'events.amazonaws.com')) },
    { name: 'commands are listed', record: call({ eventName: 'ListCommands', readOnly: true }) },
  ],
  sequences: [
    {
      name: 'two sessions of a role are one identity',
      records: [
        call.nth(1, '2026-03-02T09:00:00Z', { userIdentity: session('ops', 'a') }),
        call.nth(2, '2026-03-02T10:00:00Z', { userIdentity: session('ops', 'b') }),
        call.nth(3, '2026-03-02T11:00:00Z'),
      ],
      alerts: [id(1), id(3)],
    },
  ],
};
