import { ec2UserDataRetrieval } from './ec2-user-data-retrieval.examples';
import type { RuleExamples } from './example';

export type { RuleExample, RuleExamples, RuleSequence } from './example';

/** The examples of each catalog rule, by slug. */
export const EXAMPLES: Readonly<Record<string, RuleExamples>> = {
  'ec2-user-data-retrieval': ec2UserDataRetrieval,
};
