import type { RuleExamples } from './example';
import { callOf, onBehalf, REFUSED, session, user } from './records';

const call = callOf('s3', 'ListBuckets', { readOnly: true });

export const accessKeyNewCountry: RuleExamples = {
  matches: [
    { name: 'a long-term key is used', record: call() },
    { name: 'a refused call counts too', record: call(REFUSED) },
  ],
  ignores: [
    { name: 'a temporary key', record: call({ userIdentity: session('admin', 'priya') }) },
    { name: 'a service uses it', record: call(onBehalf(user('dana'), 'cloudformation.amazonaws.com')) },
  ],
  sequences: [],
};
