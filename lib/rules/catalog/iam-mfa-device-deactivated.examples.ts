import type { RuleExamples } from './example';
import { ACCOUNT, callOf, REFUSED } from './records';

const call = callOf('iam', 'DeactivateMFADevice', {
  requestParameters: { userName: 'erik', serialNumber: `arn:aws:iam::${ACCOUNT}:mfa/erik` },
});

export const iamMfaDeviceDeactivated: RuleExamples = {
  matches: [
    { name: 'a device is deactivated', record: call() },
    { name: 'a virtual device is deleted', record: call({ eventName: 'DeleteVirtualMFADevice' }) },
  ],
  ignores: [
    { name: 'a call that was refused', record: call(REFUSED) },
    { name: 'a device is activated', record: call({ eventName: 'EnableMFADevice' }) },
  ],
  sequences: [],
};
