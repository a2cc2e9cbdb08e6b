import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { keyFingerprint } from '@/lib/cloudtrail/digest-signature';
import type { JsonObject } from '@/lib/ecs';

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** A key pair such as CloudTrail has one per region, with the fingerprint of its public half. */
export function trailKey(): {
  readonly privateKey: KeyObject;
  readonly der: Buffer;
  readonly fingerprint: string;
} {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ format: 'der', type: 'pkcs1' });
  return { privateKey, der, fingerprint: keyFingerprint(der) };
}

export type TrailKey = ReturnType<typeof trailKey>;

/** What `aws cloudtrail list-public-keys` prints for a key. */
export function listedKey(key: TrailKey, changes: JsonObject = {}): JsonObject {
  return {
    Value: key.der.toString('base64'),
    ValidityStartTime: '2023-07-01T00:00:00+00:00',
    ValidityEndTime: '2023-08-01T00:00:00+00:00',
    Fingerprint: key.fingerprint,
    ...changes,
  };
}

export interface MadeDigest {
  /** File name, as S3 has it. */
  readonly name: string;
  readonly s3Object: string;
  readonly content: string;
  readonly body: JsonObject;
  /** What S3 keeps in the object's metadata. */
  readonly signature: string;
}

const FOLDER = 'AWSLogs/111122223333';
export const BUCKET = 'trail-bucket';

/** S3 key of a log file by its name. */
export function logObject(name: string): string {
  return `${FOLDER}/CloudTrail/eu-west-1/2023/07/10/${name}`;
}

/** Makes the digest of an hour: of these log files, behind `previous`, signed as CloudTrail signs. */
export function makeDigest(
  hour: number,
  logFiles: ReadonlyArray<{ readonly name: string; readonly content: string }>,
  key: TrailKey,
  previous: MadeDigest | null,
): MadeDigest {
  const two = (value: number) => String(value).padStart(2, '0');
  const endTime = `2023-07-10T${two(hour)}:05:00Z`;
  const name = `111122223333_CloudTrail-Digest_eu-west-1_trail_eu-west-1_20230710T${two(hour)}0500Z.json.gz`;
  const s3Object = `${FOLDER}/CloudTrail-Digest/eu-west-1/2023/07/10/${name}`;
  const body = {
    awsAccountId: '111122223333',
    digestStartTime: `2023-07-10T${two(hour - 1)}:05:00Z`,
    digestEndTime: endTime,
    digestS3Bucket: BUCKET,
    digestS3Object: s3Object,
    digestPublicKeyFingerprint: key.fingerprint,
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: endTime,
    oldestEventTime: endTime,
    previousDigestS3Bucket: previous ? BUCKET : null,
    previousDigestS3Object: previous?.s3Object ?? null,
    previousDigestHashValue: previous ? sha256(previous.content) : null,
    previousDigestHashAlgorithm: previous ? 'SHA-256' : null,
    previousDigestSignature: previous?.signature ?? null,
    logFiles: logFiles.map((file) => ({
      s3Bucket: BUCKET,
      s3Object: logObject(file.name),
      hashValue: sha256(file.content),
      hashAlgorithm: 'SHA-256',
      newestEventTime: endTime,
      oldestEventTime: endTime,
    })),
  };
  const content = JSON.stringify(body);
  // Spelled out here, so that the product's own string is not what it is tested with.
  const signed = `${endTime}\n${BUCKET}/${s3Object}\n${sha256(content)}\n${previous?.signature ?? 'null'}`;
  const signature = sign('RSA-SHA256', Buffer.from(signed), key.privateKey).toString('hex');
  return { name, s3Object, content, body, signature };
}
