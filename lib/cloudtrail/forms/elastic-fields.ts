/** ECS fields that copy one value of a record each, and where the record has it. */
export const PLAIN_FIELDS: ReadonlyArray<readonly [field: string, path: string]> = [
  ['@timestamp', 'eventTime'],
  ['event.id', 'eventID'],
  ['event.action', 'eventName'],
  ['event.provider', 'eventSource'],
  ['cloud.region', 'awsRegion'],
  ['cloud.account.id', 'userIdentity.accountId'],
  ['source.address', 'sourceIPAddress'],
  ['source.ip', 'sourceIPAddress'],
  ['user_agent.original', 'userAgent'],
  ['user.id', 'userIdentity.principalId'],
  ['user.name', 'userIdentity.userName'],
  ['tls.cipher', 'tlsDetails.cipherSuite'],
  ['tls.client.server_name', 'tlsDetails.clientProvidedHostHeader'],
];

/** The same below `aws.cloudtrail`. */
export const CLOUDTRAIL_FIELDS: ReadonlyArray<readonly [field: string, path: string]> = [
  ['event_version', 'eventVersion'],
  ['event_category', 'eventCategory'],
  ['event_type', 'eventType'],
  ['api_version', 'apiVersion'],
  ['read_only', 'readOnly'],
  ['management_event', 'managementEvent'],
  ['request_id', 'requestID'],
  ['shared_event_id', 'sharedEventID'],
  ['recipient_account_id', 'recipientAccountId'],
  ['vpc_endpoint_id', 'vpcEndpointId'],
  ['vpc_endpoint_account_id', 'vpcEndpointAccountId'],
  ['session_credential_from_console', 'sessionCredentialFromConsole'],
  ['error_code', 'errorCode'],
  ['error_message', 'errorMessage'],
  ['tls_details.key_exchange', 'tlsDetails.keyExchange'],
  ['addendum.reason', 'addendum.reason'],
  ['addendum.updated_fields', 'addendum.updatedFields'],
  ['addendum.original_request_id', 'addendum.originalRequestID'],
  ['addendum.original_event_id', 'addendum.originalEventID'],
  ['user_identity.type', 'userIdentity.type'],
  ['user_identity.arn', 'userIdentity.arn'],
  ['user_identity.access_key_id', 'userIdentity.accessKeyId'],
  ['user_identity.invoked_by', 'userIdentity.invokedBy'],
  ['user_identity.credential_id', 'userIdentity.credentialId'],
  ['user_identity.identity_provider', 'userIdentity.identityProvider'],
  ['user_identity.on_behalf_of.user_id', 'userIdentity.onBehalfOf.userId'],
  ['user_identity.on_behalf_of.identity_store_arn', 'userIdentity.onBehalfOf.identityStoreArn'],
  ['user_identity.invoked_by_delegate.account_id', 'userIdentity.invokedByDelegate.accountId'],
  ['user_identity.in_scope_of.issuer_type', 'userIdentity.inScopeOf.issuerType'],
  ['user_identity.in_scope_of.credentials_issued_to', 'userIdentity.inScopeOf.credentialsIssuedTo'],
  ['user_identity.in_scope_of.source_arn', 'userIdentity.inScopeOf.sourceArn'],
  ['user_identity.in_scope_of.source_account', 'userIdentity.inScopeOf.sourceAccount'],
  [
    'user_identity.session_context.mfa_authenticated',
    'userIdentity.sessionContext.attributes.mfaAuthenticated',
  ],
  ['user_identity.session_context.creation_date', 'userIdentity.sessionContext.attributes.creationDate'],
  ['user_identity.session_context.ec2_role_delivery', 'userIdentity.sessionContext.ec2RoleDelivery'],
  ['user_identity.session_context.source_identity', 'userIdentity.sessionContext.sourceIdentity'],
  ['user_identity.session_context.assumed_root', 'userIdentity.sessionContext.assumedRoot'],
  ['user_identity.session_context.sign_in_session_arn', 'userIdentity.sessionContext.signInSessionArn'],
  [
    'user_identity.session_context.web_id_federation_data.federated_provider',
    'userIdentity.sessionContext.webIdFederationData.federatedProvider',
  ],
  ['user_identity.session_context.session_issuer.type', 'userIdentity.sessionContext.sessionIssuer.type'],
  [
    'user_identity.session_context.session_issuer.principal_id',
    'userIdentity.sessionContext.sessionIssuer.principalId',
  ],
  [
    'user_identity.session_context.session_issuer.account_id',
    'userIdentity.sessionContext.sessionIssuer.accountId',
  ],
  ['user_identity.session_context.session_issuer.arn', 'userIdentity.sessionContext.sessionIssuer.arn'],
];

/** Payloads: a rendered text, and in newer documents a copy as an object below `flattened`. */
export const PAYLOAD_FIELDS: ReadonlyArray<readonly [field: string, path: string]> = [
  ['request_parameters', 'requestParameters'],
  ['response_elements', 'responseElements'],
  ['additional_eventdata', 'additionalEventData'],
  ['service_event_details', 'serviceEventDetails'],
];

/** Added by the AWS integration; the older Filebeat module has no such fields. */
export const INTEGRATION_ONLY =
  /^(vpc_endpoint_account|session_credential|tls_details|addendum|user_identity\.(credential|identity_provider|on_behalf|invoked_by_delegate|in_scope)|user_identity\.session_context\.(ec2|source|assumed|sign_in|web_id))/;
