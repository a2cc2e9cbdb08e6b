import { cloudtrailNarrowed } from './cloudtrail-narrowed.examples';
import { cloudtrailStopped } from './cloudtrail-stopped.examples';
import { ec2UserDataRetrieval } from './ec2-user-data-retrieval.examples';
import type { RuleExamples } from './example';
import { iamAccessKeyCreatedForUser } from './iam-access-key-created-for-user.examples';
import { iamAdministratorPolicyAttached } from './iam-administrator-policy-attached.examples';
import { iamLoginProfileSet } from './iam-login-profile-set.examples';
import { iamRoleTrustChanged } from './iam-role-trust-changed.examples';
import { iamUserCreated } from './iam-user-created.examples';
import { iamWildcardPolicyWritten } from './iam-wildcard-policy-written.examples';

export type { RuleExample, RuleExamples, RuleSequence } from './example';

/** The examples of each catalog rule, by slug. */
export const EXAMPLES: Readonly<Record<string, RuleExamples>> = {
  'cloudtrail-narrowed': cloudtrailNarrowed,
  'cloudtrail-stopped': cloudtrailStopped,
  'ec2-user-data-retrieval': ec2UserDataRetrieval,
  'iam-access-key-created-for-user': iamAccessKeyCreatedForUser,
  'iam-administrator-policy-attached': iamAdministratorPolicyAttached,
  'iam-login-profile-set': iamLoginProfileSet,
  'iam-role-trust-changed': iamRoleTrustChanged,
  'iam-user-created': iamUserCreated,
  'iam-wildcard-policy-written': iamWildcardPolicyWritten,
};
