import type { JsonObject } from '../ecs';
import { HOUR_MS } from '../time';
import { ACCOUNT_ID, BUCKETS, HOME_REGION, KMS_KEY_ARN, roleArn, sessionArn, uniqueId } from './account';
import { responseDate } from './calendar';
import { type Caller, onBehalfOf, type RoleSession } from './callers';
import type { Call } from './journal';
import type { Random } from './random';

/** `sts:AssumeRole` that hands out exactly the session that acts afterwards: the link of a credential chain. */
export function assumeRole(at: number, caller: Caller, session: RoleSession, random: Random): Call {
  const { role, session: name, keyId } = session;
  return {
    at,
    caller,
    service: 'sts',
    action: 'AssumeRole',
    request: { roleArn: roleArn(role), roleSessionName: name, durationSeconds: 3600 },
    response: {
      credentials: {
        accessKeyId: keyId,
        sessionToken: `EXAMPLETOKEN${random.hex(32)}`,
        expiration: responseDate(at + HOUR_MS),
      },
      assumedRoleUser: {
        assumedRoleId: `${uniqueId('AROA', role)}:${name}`,
        arn: sessionArn(role, name),
      },
    },
    resources: [{ accountId: ACCOUNT_ID, type: 'AWS::IAM::Role', ARN: roleArn(role) }],
  };
}

export function secretArn(name: string): string {
  return `arn:aws:secretsmanager:${HOME_REGION}:${ACCOUNT_ID}:secret:${name}-Qk4ZpT`;
}

/** KMS decrypting a secret because a session asked Secrets Manager for it. */
export function decryptSecret(at: number, session: RoleSession, secret: string): Call {
  return {
    at,
    caller: onBehalfOf(session, 'secretsmanager.amazonaws.com'),
    service: 'kms',
    action: 'Decrypt',
    request: {
      encryptionContext: {
        SecretARN: secretArn(secret),
        SecretVersionId: 'f3c1a7d2-5e48-4b90-8c6d-2a1b0f9e7d34',
      },
      encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    },
    resources: [{ accountId: ACCOUNT_ID, type: 'AWS::KMS::Key', ARN: KMS_KEY_ARN }],
  };
}

/** A data event of S3 on one object. */
export function objectCall(
  at: number,
  caller: Caller,
  action: 'GetObject' | 'PutObject',
  bucket: keyof typeof BUCKETS,
  key: string,
  bytes: number,
): Call {
  const name = BUCKETS[bucket];
  return {
    at,
    caller,
    service: 's3',
    action,
    isData: true,
    request: { bucketName: name, Host: `${name}.s3.${HOME_REGION}.amazonaws.com`, key },
    additional: transfer(action === 'PutObject' ? bytes : 0, action === 'GetObject' ? bytes : 0),
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${name}/${key}` },
      { accountId: ACCOUNT_ID, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${name}` },
    ],
  };
}

export function listBuckets(at: number, caller: Caller): Call {
  return {
    at,
    caller,
    service: 's3',
    action: 'ListBuckets',
    request: { Host: `s3.${HOME_REGION}.amazonaws.com` },
    additional: transfer(0, 1187),
  };
}

/** A question about one bucket, such as `GetBucketLocation`. */
export function bucketCall(at: number, caller: Caller, action: string, bucket: keyof typeof BUCKETS): Call {
  const name = BUCKETS[bucket];
  return {
    at,
    caller,
    service: 's3',
    action,
    request: { bucketName: name, Host: `${name}.s3.${HOME_REGION}.amazonaws.com` },
    additional: transfer(0, 512),
    resources: [{ accountId: ACCOUNT_ID, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${name}` }],
  };
}

function transfer(bytesIn: number, bytesOut: number): JsonObject {
  return {
    SignatureVersion: 'SigV4',
    CipherSuite: 'TLS_AES_128_GCM_SHA256',
    bytesTransferredIn: bytesIn,
    bytesTransferredOut: bytesOut,
    AuthenticationMethod: 'AuthHeader',
  };
}

/** What EC2 answers to a caller without the permission; other services say `AccessDenied`. */
export function unauthorized(
  principal: string,
  permission: string,
  resource: string,
): NonNullable<Call['error']> {
  return [
    'Client.UnauthorizedOperation',
    `You are not authorized to perform this operation. User: ${principal} is not authorized to perform: ${permission} on resource: ${resource} because no identity-based policy allows the ${permission} action`,
  ];
}

export function accessDenied(
  principal: string,
  permission: string,
  resource: string,
  because?: string,
): NonNullable<Call['error']> {
  const reason = because ?? `because no identity-based policy allows the ${permission} action`;
  return [
    'AccessDenied',
    `User: ${principal} is not authorized to perform: ${permission} on resource: ${resource} ${reason}`,
  ];
}
