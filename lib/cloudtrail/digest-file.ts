/** A digest file as it came. */
export interface DigestFile {
  readonly memberId: number;
  /** SHA-256 (hex) of its decompressed content; null when it is not known. */
  readonly contentSha256: string | null;
  /** Its JSON object. Anything may be missing or of another type. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** A log file that a digest lists. */
export interface DigestEntry {
  readonly digestMemberId: number;
  readonly s3Object: string;
  readonly hashValue: string;
}

/** The parts of a digest that are checked: https://docs.aws.amazon.com/awscloudtrail, "CloudTrail digest file structure". */
export interface ParsedDigest {
  readonly memberId: number;
  readonly contentSha256: string | null;
  readonly bucket: string;
  readonly s3Object: string;
  /** As it stands in the file: it is signed as text. */
  readonly endTime: string;
  readonly fingerprint: string;
  readonly previous: {
    readonly s3Object: string;
    readonly hashValue: string;
  } | null;
  /** Signature of the digest before, in hex; null when there is none. */
  readonly previousSignature: string | null;
  readonly logFiles: readonly DigestEntry[];
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The name behind the last slash: what stays of an S3 key when files are downloaded. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Digests of one account, region and trail follow each other: their names differ in the time alone. */
export function chainOf(s3Object: string): string {
  return fileName(s3Object).replace(/_\d{8}T\d{6}Z(?=\.|$)/, '');
}

export function parseDigest({ memberId, contentSha256, body }: DigestFile): ParsedDigest {
  const previousObject = text(body.previousDigestS3Object);
  const listed: unknown[] = Array.isArray(body.logFiles) ? body.logFiles : [];
  return {
    memberId,
    contentSha256,
    bucket: text(body.digestS3Bucket) ?? '',
    s3Object: text(body.digestS3Object) ?? '',
    endTime: text(body.digestEndTime) ?? '',
    fingerprint: (text(body.digestPublicKeyFingerprint) ?? '').toLowerCase(),
    previous:
      previousObject === null
        ? null
        : {
            s3Object: previousObject,
            hashValue: (text(body.previousDigestHashValue) ?? '').toLowerCase(),
          },
    previousSignature: text(body.previousDigestSignature),
    logFiles: listed.flatMap((entry) => toEntry(memberId, entry)),
  };
}

function toEntry(digestMemberId: number, entry: unknown): DigestEntry[] {
  if (typeof entry !== 'object' || entry === null) return [];
  const { s3Object, hashValue } = entry as Record<string, unknown>;
  const name = text(s3Object);
  if (name === null) return [];
  return [{ digestMemberId, s3Object: name, hashValue: (text(hashValue) ?? '').toLowerCase() }];
}
