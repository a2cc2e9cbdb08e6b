import type { CloudTrailRecord } from '../record';

const ISSUER = {
  type: 'Role',
  principalId: 'AROAEXAMPLE',
  arn: 'arn:aws:iam::111122223333:role/build',
  accountId: '111122223333',
  userName: 'build',
};

/** A record in which everything is set that an API call may say. */
const CALL: CloudTrailRecord = {
  eventVersion: '1.11',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:ana@example.com',
    arn: 'arn:aws:sts::111122223333:assumed-role/build/ana@example.com',
    accountId: '111122223333',
    accessKeyId: 'ASIAEXAMPLE',
    userName: 'ana@example.com',
    invokedBy: 'cloudformation.amazonaws.com',
    credentialId: 'credential',
    identityProvider: 'provider',
    onBehalfOf: { userId: 'u-1', identityStoreArn: 'arn:aws:identitystore::111122223333:identitystore/d-1' },
    invokedByDelegate: { accountId: '444455556666' },
    inScopeOf: {
      issuerType: 'AWS::Lambda::Function',
      credentialsIssuedTo: 'arn:aws:lambda:eu-west-1:111122223333:function:f',
      sourceArn: 'arn:aws:lambda:eu-west-1:111122223333:function:f',
      sourceAccount: '111122223333',
    },
    sessionContext: {
      attributes: { mfaAuthenticated: 'true', creationDate: '2024-03-01T09:00:00Z' },
      sessionIssuer: ISSUER,
      ec2RoleDelivery: '2.0',
      sourceIdentity: 'ana',
      assumedRoot: 'true',
      signInSessionArn: 'arn:aws:signin:eu-west-1:111122223333:session/s-1',
      webIdFederationData: { federatedProvider: 'provider' },
    },
  },
  eventTime: '2024-03-01T10:00:00Z',
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '203.0.113.7',
  userAgent: 'Mozilla/5.0',
  errorCode: 'AccessDenied',
  errorMessage: 'Access denied',
  requestParameters: {
    userName: 'ben',
    newUserName: 'benjamin',
    groupName: 'staff',
    instanceId: 'i-0123456789abcdef0',
  },
  responseElements: { ConsoleLogin: 'Failure', group: { groupId: 'g-1' }, user: { userId: 'AIDAEXAMPLE' } },
  additionalEventData: { MobileVersion: 'No', MFAUsed: 'Yes', LoginTo: 'https://console.aws.amazon.com/' },
  serviceEventDetails: { snapshotId: 'snap-1' },
  insightDetails: { state: 'Start' },
  requestID: 'request',
  eventID: '00000000-0000-4000-8000-000000000001',
  readOnly: true,
  resources: [{ ARN: 'arn:aws:s3:::b', accountId: '111122223333', type: 'AWS::S3::Bucket' }],
  eventType: 'AwsConsoleSignIn',
  apiVersion: '2016-11-15',
  managementEvent: true,
  recipientAccountId: '111122223333',
  sharedEventID: 'shared',
  vpcEndpointId: 'vpce-1',
  vpcEndpointAccountId: '111122223333',
  eventCategory: 'Management',
  sessionCredentialFromConsole: 'true',
  addendum: {
    reason: 'UPDATED_DATA',
    updatedFields: 'responseElements',
    originalRequestID: 'request',
    originalEventID: 'event',
  },
  tlsDetails: {
    tlsVersion: 'TLSv1.3',
    cipherSuite: 'TLS_AES_128_GCM_SHA256',
    clientProvidedHostHeader: 'shop.example.com',
    keyExchange: 'X25519MLKEM768',
  },
};

/**
 * Records that together give every field an event may have. What is missing when parts of them are taken away is
 * what a form without those parts lacks.
 */
export const FULLEST_RECORDS: readonly CloudTrailRecord[] = [
  CALL,
  { ...CALL, userIdentity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' } },
];
