import type { RuleExamples } from './example';
import { callOf, OTHER_ACCOUNT, REFUSED } from './records';

const call = callOf('rds', 'ModifyDBSnapshotAttribute', {});
const change = (values: 'valuesToAdd' | 'valuesToRemove') => ({
  requestParameters: { dBSnapshotIdentifier: 'orders', attributeName: 'restore', [values]: [OTHER_ACCOUNT] },
});

export const rdsSnapshotShared: RuleExamples = {
  matches: [{ name: 'a snapshot is shared', record: call(change('valuesToAdd')) }],
  ignores: [
    { name: 'a share is taken back', record: call(change('valuesToRemove')) },
    { name: 'a call that was refused', record: call({ ...change('valuesToAdd'), ...REFUSED }) },
  ],
  sequences: [],
};
