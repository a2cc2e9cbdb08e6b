import {
  chainOf,
  type DigestEntry,
  type DigestFile,
  fileName,
  type ParsedDigest,
  parseDigest,
} from './digest-file';
import { sentenceOf } from './digest-sentence';
import { isSignedBy, isValidThen, type PublicKey } from './digest-signature';
import type { ChainFinding, DigestVerdict, ListedLogFile, SignatureFinding } from './digest-verdict';

export type { DigestFile } from './digest-file';
export type { PublicKey } from './digest-signature';
export type { DigestVerdict } from './digest-verdict';

/** A file of the upload that is no digest. */
export interface LogFile {
  readonly memberId: number;
  readonly path: string;
  /** SHA-256 (hex) of its decompressed content; null when it is not known. */
  readonly contentSha256: string | null;
  /** Whether it holds events, so that a digest should list it. */
  readonly holdsEvents: boolean;
}

const LISTED_MAX = 200;

export interface DigestEvidence {
  readonly digests: readonly DigestFile[];
  readonly logFiles: readonly LogFile[];
  readonly keys: readonly PublicKey[];
}

/**
 * Judges the digest files of an upload without asking AWS: whether the log files they list are here and unchanged,
 * whether each digest fits the one before it, and which signatures hold. A digest's own signature lies in the
 * metadata of its S3 object, which no download carries; the next digest quotes it.
 */
export function judgeDigests({ digests, logFiles, keys }: DigestEvidence): DigestVerdict {
  // The same digest may have come twice; either copy says the same.
  const parsed = [...new Map(digests.map((digest) => [identity(digest), parseDigest(digest)])).values()];
  const files = judgeLogFiles(parsed, logFiles);
  const chain = judgeChain(parsed);
  const signatures = judgeSignatures(parsed, keys);
  const verdict = { digests: parsed.length, logFiles: files, chain, signatures };
  return { ...verdict, status: statusOf(verdict), sentence: sentenceOf(verdict) };
}

type Findings = Omit<DigestVerdict, 'status' | 'sentence'>;

function identity({ body, contentSha256, memberId }: DigestFile): string {
  return contentSha256 ?? `${memberId} ${String(body.digestS3Object)}`;
}

function judgeLogFiles(digests: readonly ParsedDigest[], logFiles: readonly LogFile[]): Findings['logFiles'] {
  const byName = filesByName(logFiles);
  const byHash = new Map(logFiles.map((file) => [file.contentSha256, file]));
  const entries = new Map<string, DigestEntry>();
  for (const entry of digests.flatMap((digest) => digest.logFiles)) {
    entries.set(`${entry.s3Object} ${entry.hashValue}`, entry);
  }
  const covered = new Set<number>();
  const changed: ListedLogFile[] = [];
  const missing: ListedLogFile[] = [];
  let unreadable = 0;
  for (const entry of entries.values()) {
    const { s3Object, digestMemberId, hashValue } = entry;
    const named = byName.get(plainName(s3Object)) ?? [];
    const same = named.find((file) => file.contentSha256 === hashValue) ?? byHash.get(hashValue);
    if (same) {
      for (const file of named) if (file.contentSha256 === hashValue) covered.add(file.memberId);
      covered.add(same.memberId);
      continue;
    }
    const other = named.find((file) => file.contentSha256 !== null);
    if (other) {
      covered.add(other.memberId);
      changed.push({ s3Object, digestMemberId, memberId: other.memberId });
    } else if (named.length > 0) unreadable += 1;
    else missing.push({ s3Object, digestMemberId, memberId: null });
  }
  const uncovered = logFiles.filter((file) => file.holdsEvents && !covered.has(file.memberId));
  return {
    listed: entries.size,
    unchanged: entries.size - changed.length - missing.length - unreadable,
    changed: changed.slice(0, LISTED_MAX),
    changedTotal: changed.length,
    missing: missing.slice(0, LISTED_MAX),
    missingTotal: missing.length,
    unreadable,
    uncovered: uncovered.length,
    uncoveredMemberIds: uncovered.slice(0, LISTED_MAX).map(({ memberId }) => memberId),
  };
}

function filesByName(logFiles: readonly LogFile[]): Map<string, LogFile[]> {
  const byName = new Map<string, LogFile[]>();
  for (const file of logFiles) {
    const name = plainName(file.path);
    const named = byName.get(name);
    if (named) named.push(file);
    else byName.set(name, [file]);
  }
  return byName;
}

/** A name as it is after a browser or a script has unpacked the file, too. */
function plainName(path: string): string {
  return fileName(path).replace(/\.gz$/, '');
}

function judgeChain(digests: readonly ParsedDigest[]): Findings['chain'] {
  const byObject = new Map(digests.map((digest) => [digest.s3Object, digest]));
  const firstOfChain = new Map<string, string>();
  for (const { s3Object } of digests) {
    const chain = chainOf(s3Object);
    const first = firstOfChain.get(chain);
    // Within a chain names sort as their times do.
    if (first === undefined || fileName(s3Object) < fileName(first)) firstOfChain.set(chain, s3Object);
  }
  let links = 0;
  const linked = new Set<string>();
  const broken: ChainFinding[] = [];
  const missing: ChainFinding[] = [];
  for (const { memberId, s3Object, previous } of digests) {
    if (!previous) continue;
    const finding = { digestMemberId: memberId, s3Object, previousS3Object: previous.s3Object };
    const before = byObject.get(previous.s3Object);
    if (!before) {
      const isStart = firstOfChain.get(chainOf(s3Object)) === s3Object;
      const sentence = `${fileName(s3Object)} builds on ${fileName(previous.s3Object)}, which is not in the upload.`;
      if (!isStart) missing.push({ ...finding, sentence });
      continue;
    }
    // Nothing to compare with: neither intact nor broken.
    if (before.contentSha256 === null) continue;
    links += 1;
    linked.add(s3Object).add(before.s3Object);
    if (before.contentSha256 === previous.hashValue) continue;
    const sentence = `${fileName(s3Object)} names another content for ${fileName(previous.s3Object)} than it has.`;
    broken.push({ ...finding, sentence });
  }
  // Each step joins two rows into one; digests that no step touches are rows of their own.
  const chains = linked.size - links;
  return { links, intact: links - broken.length, chains, linkedDigests: linked.size, broken, missing };
}

function judgeSignatures(
  digests: readonly ParsedDigest[],
  keys: readonly PublicKey[],
): Findings['signatures'] {
  const keyOf = new Map(keys.map((key) => [key.fingerprint.toLowerCase(), key]));
  const signatureOf = new Map<string, string>();
  for (const { previous, previousSignature } of digests) {
    if (previous && previousSignature) signatureOf.set(previous.s3Object, previousSignature);
  }
  const keysNeeded = new Set<string>();
  const invalid: SignatureFinding[] = [];
  let [verified, withoutKey, withoutSignature] = [0, 0, 0];
  for (const digest of digests) {
    const signature = signatureOf.get(digest.s3Object);
    const key = keyOf.get(digest.fingerprint);
    if (signature === undefined || digest.contentSha256 === null) withoutSignature += 1;
    else if (!key) {
      withoutKey += 1;
      keysNeeded.add(digest.fingerprint);
    } else {
      const problem = signatureProblem(digest, signature, key);
      if (problem === null) verified += 1;
      else invalid.push({ digestMemberId: digest.memberId, s3Object: digest.s3Object, sentence: problem });
    }
  }
  return {
    verified,
    invalid,
    withoutKey,
    keysSupplied: keys.length,
    keysNeeded: [...keysNeeded].sort(),
    withoutSignature,
  };
}

function signatureProblem(digest: ParsedDigest, signature: string, key: PublicKey): string | null {
  const name = fileName(digest.s3Object);
  if (!isSignedBy(digest, signature, key)) {
    return `The signature of ${name} does not fit its content and the key ${key.fingerprint}.`;
  }
  if (isValidThen(digest, key)) return null;
  return `${name} is signed with the key ${key.fingerprint}, which was not valid at ${digest.endTime}.`;
}

function statusOf({ digests, logFiles, chain, signatures }: Findings): DigestVerdict['status'] {
  if (digests === 0) return 'none';
  if (logFiles.changedTotal + chain.broken.length + signatures.invalid.length > 0) return 'contradicted';
  const gaps = logFiles.missingTotal + logFiles.unreadable + logFiles.uncovered + chain.missing.length;
  return gaps > 0 ? 'gaps' : 'consistent';
}
