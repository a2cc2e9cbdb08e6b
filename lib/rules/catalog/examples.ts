import { accessDeniedBurst } from './access-denied-burst.examples';
import { accessKeyNewCountry } from './access-key-new-country.examples';
import { cloudtrailNarrowed } from './cloudtrail-narrowed.examples';
import { cloudtrailStopped } from './cloudtrail-stopped.examples';
import { consoleLoginWithoutMfa } from './console-login-without-mfa.examples';
import { ec2RoleUsedOutsideAws } from './ec2-role-used-outside-aws.examples';
import { ec2SecurityGroupOpened } from './ec2-security-group-opened.examples';
import { ec2SnapshotOrImageShared } from './ec2-snapshot-or-image-shared.examples';
import { ec2UserDataModified } from './ec2-user-data-modified.examples';
import { ec2UserDataRetrieval } from './ec2-user-data-retrieval.examples';
import { ec2UserDataSweep } from './ec2-user-data-sweep.examples';
import type { RuleExamples } from './example';
import { guarddutyDisabled } from './guardduty-disabled.examples';
import { iamAccessKeyCreatedForUser } from './iam-access-key-created-for-user.examples';
import { iamAdministratorPolicyAttached } from './iam-administrator-policy-attached.examples';
import { iamLoginProfileSet } from './iam-login-profile-set.examples';
import { iamMfaDeviceDeactivated } from './iam-mfa-device-deactivated.examples';
import { iamRoleTrustChanged } from './iam-role-trust-changed.examples';
import { iamUserCreated } from './iam-user-created.examples';
import { iamWildcardPolicyWritten } from './iam-wildcard-policy-written.examples';
import { kmsKeyDisabled } from './kms-key-disabled.examples';
import { rdsSnapshotShared } from './rds-snapshot-shared.examples';
import { regionFirstUsed } from './region-first-used.examples';
import { roleAssumedByNewPrincipal } from './role-assumed-by-new-principal.examples';
import { rootUserActive } from './root-user-active.examples';
import { s3BucketMadePublic } from './s3-bucket-made-public.examples';
import { secretsReadInBulk } from './secrets-read-in-bulk.examples';
import { ssmAccessByNewPrincipal } from './ssm-access-by-new-principal.examples';
import { stsCallerIdentityNewAgent } from './sts-caller-identity-new-agent.examples';

export type { RuleExample, RuleExamples, RuleSequence } from './example';

/** The examples of each catalog rule, by slug. */
export const EXAMPLES: Readonly<Record<string, RuleExamples>> = {
  'access-denied-burst': accessDeniedBurst,
  'access-key-new-country': accessKeyNewCountry,
  'cloudtrail-narrowed': cloudtrailNarrowed,
  'cloudtrail-stopped': cloudtrailStopped,
  'console-login-without-mfa': consoleLoginWithoutMfa,
  'ec2-role-used-outside-aws': ec2RoleUsedOutsideAws,
  'ec2-security-group-opened': ec2SecurityGroupOpened,
  'ec2-snapshot-or-image-shared': ec2SnapshotOrImageShared,
  'ec2-user-data-modified': ec2UserDataModified,
  'ec2-user-data-retrieval': ec2UserDataRetrieval,
  'ec2-user-data-sweep': ec2UserDataSweep,
  'guardduty-disabled': guarddutyDisabled,
  'iam-access-key-created-for-user': iamAccessKeyCreatedForUser,
  'iam-administrator-policy-attached': iamAdministratorPolicyAttached,
  'iam-login-profile-set': iamLoginProfileSet,
  'iam-mfa-device-deactivated': iamMfaDeviceDeactivated,
  'iam-role-trust-changed': iamRoleTrustChanged,
  'iam-user-created': iamUserCreated,
  'iam-wildcard-policy-written': iamWildcardPolicyWritten,
  'kms-key-disabled': kmsKeyDisabled,
  'rds-snapshot-shared': rdsSnapshotShared,
  'region-first-used': regionFirstUsed,
  'role-assumed-by-new-principal': roleAssumedByNewPrincipal,
  'root-user-active': rootUserActive,
  's3-bucket-made-public': s3BucketMadePublic,
  'secrets-read-in-bulk': secretsReadInBulk,
  'ssm-access-by-new-principal': ssmAccessByNewPrincipal,
  'sts-caller-identity-new-agent': stsCallerIdentityNewAgent,
};
