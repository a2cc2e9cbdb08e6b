import { type EcsSlots, SLOT } from '../ecs';
import { parseEventTime } from './event-time';
import type { RawObject } from './record';
import { asObject, boolean, text } from './values';

/** Sets `aws.cloudtrail.user_identity.*`, which keeps what the record says whoever the actor turns out to be. */
export function setUserIdentity(event: EcsSlots, identity: RawObject): void {
  const type = text(identity.type);
  const arn = text(identity.arn);
  const accessKeyId = text(identity.accessKeyId);
  const invokedBy = text(identity.invokedBy);
  if (type !== undefined) event[SLOT['aws.cloudtrail.user_identity.type']] = type;
  if (arn !== undefined) event[SLOT['aws.cloudtrail.user_identity.arn']] = arn;
  if (accessKeyId !== undefined) event[SLOT['aws.cloudtrail.user_identity.access_key_id']] = accessKeyId;
  if (invokedBy !== undefined) event[SLOT['aws.cloudtrail.user_identity.invoked_by']] = invokedBy;
  if (identity.sessionContext !== undefined) setSession(event, asObject(identity.sessionContext));
  setRareFields(event, identity);
}

function setSession(event: EcsSlots, context: RawObject): void {
  const attributes = asObject(context.attributes);
  const mfa = text(attributes.mfaAuthenticated);
  const created = parseEventTime(text(attributes.creationDate) ?? '');
  if (mfa !== undefined) event[SLOT['aws.cloudtrail.user_identity.session_context.mfa_authenticated']] = mfa;
  if (created !== undefined)
    event[SLOT['aws.cloudtrail.user_identity.session_context.creation_date']] = created;

  const issuer = asObject(context.sessionIssuer);
  const type = text(issuer.type);
  const principalId = text(issuer.principalId);
  const accountId = text(issuer.accountId);
  const arn = text(issuer.arn);
  if (type !== undefined)
    event[SLOT['aws.cloudtrail.user_identity.session_context.session_issuer.type']] = type;
  if (principalId !== undefined) {
    event[SLOT['aws.cloudtrail.user_identity.session_context.session_issuer.principal_id']] = principalId;
  }
  if (accountId !== undefined) {
    event[SLOT['aws.cloudtrail.user_identity.session_context.session_issuer.account_id']] = accountId;
  }
  if (arn !== undefined) event[SLOT['aws.cloudtrail.user_identity.session_context.session_issuer.arn']] = arn;

  const delivery = text(context.ec2RoleDelivery);
  const source = text(context.sourceIdentity);
  const assumedRoot = boolean(context.assumedRoot);
  const signIn = text(context.signInSessionArn);
  const provider = text(asObject(context.webIdFederationData).federatedProvider);
  if (delivery !== undefined) {
    event[SLOT['aws.cloudtrail.user_identity.session_context.ec2_role_delivery']] = delivery;
  }
  if (source !== undefined)
    event[SLOT['aws.cloudtrail.user_identity.session_context.source_identity']] = source;
  if (assumedRoot !== undefined) {
    event[SLOT['aws.cloudtrail.user_identity.session_context.assumed_root']] = assumedRoot;
  }
  if (signIn !== undefined)
    event[SLOT['aws.cloudtrail.user_identity.session_context.sign_in_session_arn']] = signIn;
  if (provider !== undefined) {
    event[SLOT['aws.cloudtrail.user_identity.session_context.web_id_federation_data.federated_provider']] =
      provider;
  }
}

function setRareFields(event: EcsSlots, identity: RawObject): void {
  const credentialId = text(identity.credentialId);
  const provider = text(identity.identityProvider);
  if (credentialId !== undefined) event[SLOT['aws.cloudtrail.user_identity.credential_id']] = credentialId;
  if (provider !== undefined) event[SLOT['aws.cloudtrail.user_identity.identity_provider']] = provider;
  if (identity.onBehalfOf !== undefined) {
    const { userId, identityStoreArn } = asObject(identity.onBehalfOf);
    const id = text(userId);
    const store = text(identityStoreArn);
    if (id !== undefined) event[SLOT['aws.cloudtrail.user_identity.on_behalf_of.user_id']] = id;
    if (store !== undefined)
      event[SLOT['aws.cloudtrail.user_identity.on_behalf_of.identity_store_arn']] = store;
  }
  if (identity.invokedByDelegate !== undefined) {
    const account = text(asObject(identity.invokedByDelegate).accountId);
    if (account !== undefined)
      event[SLOT['aws.cloudtrail.user_identity.invoked_by_delegate.account_id']] = account;
  }
  if (identity.inScopeOf !== undefined) {
    const scope = asObject(identity.inScopeOf);
    const issuer = text(scope.issuerType);
    const issuedTo = text(scope.credentialsIssuedTo);
    const arn = text(scope.sourceArn);
    const account = text(scope.sourceAccount);
    if (issuer !== undefined) event[SLOT['aws.cloudtrail.user_identity.in_scope_of.issuer_type']] = issuer;
    if (issuedTo !== undefined) {
      event[SLOT['aws.cloudtrail.user_identity.in_scope_of.credentials_issued_to']] = issuedTo;
    }
    if (arn !== undefined) event[SLOT['aws.cloudtrail.user_identity.in_scope_of.source_arn']] = arn;
    if (account !== undefined)
      event[SLOT['aws.cloudtrail.user_identity.in_scope_of.source_account']] = account;
  }
}
