import type { Database } from '../db/client';
import { type EcsEvent, type FieldName, fieldStrings } from '../ecs';
import type { IdentityCard } from './schemas';
import { findSighting } from './sighting';

/** The session's name, as the last part of an STS ARN: `…:assumed-role/Deploy/alice` → `alice`. */
function sessionName(arn: string | null): string | null {
  return arn && /:sts::[^:]*:(assumed-role|federated-user)\//.test(arn)
    ? arn.slice(arn.lastIndexOf('/') + 1)
    : null;
}

function keyKind(key: string | null): IdentityCard['accessKeyKind'] {
  if (key?.startsWith('AKIA')) return 'long-term';
  return key?.startsWith('ASIA') ? 'temporary' : null;
}

const MFA = { true: 'yes', false: 'no' } as const;

/** Who acted: what the record says, and how the principal and its key show in the data. */
export async function getIdentity(db: Database, ecs: EcsEvent, eventTime: Date): Promise<IdentityCard> {
  const first = (name: FieldName): string | null => fieldStrings(ecs, name)[0] ?? null;
  const arn = first('aws.cloudtrail.user_identity.arn');
  const key = first('aws.cloudtrail.user_identity.access_key_id');
  const mfa = first('aws.cloudtrail.user_identity.session_context.mfa_authenticated');
  const [principal, accessKey] = await Promise.all([
    arn ? findSighting(db, 'user_identity_arn', arn, eventTime) : null,
    key ? findSighting(db, 'access_key_id', key, eventTime) : null,
  ]);
  return {
    type: first('aws.cloudtrail.user_identity.type'),
    arn,
    userName: first('user.name'),
    sessionName: sessionName(arn),
    sessionIssuerArn: first('aws.cloudtrail.user_identity.session_context.session_issuer.arn'),
    sessionCreatedAt: first('aws.cloudtrail.user_identity.session_context.creation_date'),
    accountId: first('cloud.account.id'),
    mfa: mfa === 'true' || mfa === 'false' ? MFA[mfa] : null,
    invokedBy: first('aws.cloudtrail.user_identity.invoked_by'),
    accessKeyId: key,
    accessKeyKind: keyKind(key),
    principal: principal ?? { firstSeen: null, lastSeen: null, events: 0, eventsBefore: 0 },
    accessKey,
  };
}
