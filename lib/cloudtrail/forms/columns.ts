import type { RecordPath } from './lacks';

/** Every place of a record that a column of its own may tell. Columns name them in any casing and punctuation. */
const PLACES = [
  'eventVersion',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'serviceEventDetails',
  'insightDetails',
  'requestID',
  'eventID',
  'eventType',
  'eventCategory',
  'apiVersion',
  'managementEvent',
  'readOnly',
  'resources',
  'recipientAccountId',
  'sharedEventID',
  'vpcEndpointId',
  'vpcEndpointAccountId',
  'sessionCredentialFromConsole',
  'addendum',
  'tlsDetails',
  'tlsDetails.tlsVersion',
  'tlsDetails.cipherSuite',
  'tlsDetails.clientProvidedHostHeader',
  'tlsDetails.keyExchange',
  'userIdentity',
  'userIdentity.type',
  'userIdentity.principalId',
  'userIdentity.arn',
  'userIdentity.accountId',
  'userIdentity.accessKeyId',
  'userIdentity.userName',
  'userIdentity.invokedBy',
  'userIdentity.credentialId',
  'userIdentity.identityProvider',
  'userIdentity.onBehalfOf',
  'userIdentity.onBehalfOf.userId',
  'userIdentity.onBehalfOf.identityStoreArn',
  'userIdentity.invokedByDelegate.accountId',
  'userIdentity.inScopeOf',
  'userIdentity.inScopeOf.issuerType',
  'userIdentity.inScopeOf.credentialsIssuedTo',
  'userIdentity.inScopeOf.sourceArn',
  'userIdentity.inScopeOf.sourceAccount',
  'userIdentity.sessionContext',
  'userIdentity.sessionContext.attributes',
  'userIdentity.sessionContext.attributes.mfaAuthenticated',
  'userIdentity.sessionContext.attributes.creationDate',
  'userIdentity.sessionContext.sessionIssuer',
  'userIdentity.sessionContext.sessionIssuer.type',
  'userIdentity.sessionContext.sessionIssuer.principalId',
  'userIdentity.sessionContext.sessionIssuer.arn',
  'userIdentity.sessionContext.sessionIssuer.accountId',
  'userIdentity.sessionContext.sessionIssuer.userName',
  'userIdentity.sessionContext.ec2RoleDelivery',
  'userIdentity.sessionContext.sourceIdentity',
  'userIdentity.sessionContext.assumedRoot',
  'userIdentity.sessionContext.signInSessionArn',
  'userIdentity.sessionContext.webIdFederationData.federatedProvider',
] as const;

/** Names that exports use besides the record's own, such as those of the console and of `lookup-events`. */
const SYNONYMS: Readonly<Record<string, string>> = {
  username: 'userIdentity.userName',
  awsaccesskey: 'userIdentity.accessKeyId',
  accesskeyid: 'userIdentity.accessKeyId',
  sourceip: 'sourceIPAddress',
  region: 'awsRegion',
  accountid: 'recipientAccountId',
  useridentitysessioncontextmfaauthenticated: 'userIdentity.sessionContext.attributes.mfaAuthenticated',
  useridentitysessioncontextcreationdate: 'userIdentity.sessionContext.attributes.creationDate',
};

const BY_NAME: ReadonlyMap<string, RecordPath> = new Map([
  ...PLACES.map((place) => [plainName(place), place.split('.')] as const),
  ...Object.entries(SYNONYMS).map(([name, place]) => [name, place.split('.')] as const),
]);

/** Payloads of which single keys may have columns: `requestParameters.instanceId`. */
const PAYLOAD_KEY =
  /^(request|response|additional|service)[ _]?(parameters|elements|event[ _]?data|event[ _]?details)[._ ]?(.+)$/i;
const PAYLOADS: Readonly<Record<string, string>> = {
  requestparameters: 'requestParameters',
  responseelements: 'responseElements',
  additionaleventdata: 'additionalEventData',
  serviceeventdetails: 'serviceEventDetails',
};

/** Long names are no column names, and normalising them takes time. */
const NAME_LENGTH_MAX = 200;
const DEPTH_MAX = 20;

/** The place of a record that a column tells; undefined for columns that tell something else. */
export function columnPath(name: string): RecordPath | undefined {
  if (name.length > NAME_LENGTH_MAX) return undefined;
  const known = BY_NAME.get(plainName(name));
  if (known !== undefined) return known;
  const [, kind, rest, keys] = PAYLOAD_KEY.exec(name) ?? [];
  if (kind === undefined || rest === undefined || keys === undefined) return undefined;
  const payload = PAYLOADS[plainName(`${kind}${rest}`)];
  const path = keys.split('.');
  const isUsable = payload !== undefined && path.length <= DEPTH_MAX && path.every((key) => key !== '');
  return isUsable ? [payload, ...path] : undefined;
}

/** `Event name`, `event_name` and `eventName` are the same column. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** What must be told for a row to be an event, and one thing more that only CloudTrail has. */
export function tellsEvent(paths: readonly RecordPath[]): boolean {
  const keys = new Set(paths.map(([first]) => first));
  const more = ['eventSource', 'eventID', 'awsRegion', 'sourceIPAddress', 'userIdentity'];
  return keys.has('eventName') && keys.has('eventTime') && more.some((key) => keys.has(key));
}
