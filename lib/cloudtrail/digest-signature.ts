import { createHash, createPublicKey, verify } from 'node:crypto';
import type { ParsedDigest } from './digest-file';

/** A public key of CloudTrail, as an analyst supplied it. */
export interface PublicKey {
  readonly fingerprint: string;
  /** PKCS #1. */
  readonly der: Buffer;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
}

/**
 * The fingerprint AWS gives a public key: the MD5 of its PKCS #1 encoding, in hex. Not documented; it holds for every
 * key that AWS publishes in its examples.
 */
export function keyFingerprint(der: Buffer): string {
  return createHash('md5').update(der).digest('hex');
}

/** Whether these bytes are an RSA public key in PKCS #1. */
export function isPublicKey(der: Buffer): boolean {
  try {
    return createPublicKey({ key: der, format: 'der', type: 'pkcs1' }).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

/**
 * What CloudTrail signs of a digest (SHA256withRSA, PKCS #1 v1.5), as its user guide has it under "Custom
 * implementations of CloudTrail log file integrity validation": end time, S3 path, SHA-256 of the content and the
 * signature before, a line each. The first digest of a trail has the word null for the last.
 */
export function signingString(digest: ParsedDigest): string {
  return [
    digest.endTime,
    `${digest.bucket}/${digest.s3Object}`,
    digest.contentSha256 ?? '',
    digest.previousSignature ?? 'null',
  ].join('\n');
}

/** Whether a signature (hex) of a digest was made with the private key that belongs to `key`. Never throws. */
export function isSignedBy(digest: ParsedDigest, signature: string, key: PublicKey): boolean {
  if (!/^(?:[0-9a-f]{2})+$/i.test(signature)) return false;
  try {
    const publicKey = createPublicKey({ key: key.der, format: 'der', type: 'pkcs1' });
    return verify(
      'RSA-SHA256',
      Buffer.from(signingString(digest), 'utf8'),
      publicKey,
      Buffer.from(signature, 'hex'),
    );
  } catch {
    return false;
  }
}

/** Whether the key was in use when the digest ended; an open end counts as in use. */
export function isValidThen(digest: ParsedDigest, { validFrom, validTo }: PublicKey): boolean {
  const time = Date.parse(digest.endTime);
  if (Number.isNaN(time)) return validFrom === null && validTo === null;
  return (
    (validFrom === null || time >= validFrom.getTime()) && (validTo === null || time <= validTo.getTime())
  );
}
