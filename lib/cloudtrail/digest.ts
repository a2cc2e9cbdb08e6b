import { type EcsSlots, type JsonObject, type JsonValue, SLOT } from '../ecs';
import { removeEmpties } from './empties';
import { parseEventTime } from './event-time';
import type { RawJson, RawObject } from './record';
import { text } from './values';

/** Digest keys as they come → as ECS has them, in the order of the document. */
const NAMES: ReadonlyArray<readonly [raw: string, ecs: string, kind: 'text' | 'time' | 'list']> = [
  ['digestStartTime', 'start_time', 'time'],
  ['digestEndTime', 'end_time', 'time'],
  ['newestEventTime', 'newest_event_time', 'time'],
  ['oldestEventTime', 'oldest_event_time', 'time'],
  ['digestS3Bucket', 's3_bucket', 'text'],
  ['previousDigestS3Bucket', 'previous_s3_bucket', 'text'],
  ['previousDigestS3Object', 'previous_s3_object', 'text'],
  ['previousDigestHashAlgorithm', 'previous_hash_algorithm', 'text'],
  ['previousDigestHashValue', 'previous_hash_value', 'text'],
  ['previousDigestSignature', 'previous_signature', 'text'],
  ['digestSignatureAlgorithm', 'signature_algorithm', 'text'],
  ['digestPublicKeyFingerprint', 'public_key_fingerprint', 'text'],
  ['publicKeyFingerprint', 'public_key_fingerprint', 'text'],
  ['logFiles', 'log_files', 'list'],
];

/** Sets the fields of a digest file: the signed list of the log files of one hour. */
export function setDigest(event: EcsSlots, record: RawObject): void {
  const digest: { [key: string]: JsonValue } = {};
  for (const [raw, ecs, kind] of NAMES) {
    const value = digestValue(record[raw], kind);
    if (value !== undefined) digest[ecs] = value;
  }
  if (Object.keys(digest).length > 0) event[SLOT['aws.cloudtrail.flattened.digest']] = digest as JsonObject;
  const path = text(record.digestS3Object);
  const hash = text(record.previousDigestHashValue);
  const time = digest.end_time;
  if (path !== undefined) event[SLOT['file.path']] = path;
  if (hash !== undefined) event[SLOT['related.hash']] = [hash];
  if (typeof time === 'string') event[SLOT['@timestamp']] = time;
}

function digestValue(raw: RawJson | undefined, kind: 'text' | 'time' | 'list'): JsonValue | undefined {
  if (raw === undefined) return undefined;
  if (kind === 'list') return removeEmpties(raw);
  const value = text(raw);
  return kind === 'time' && value !== undefined ? parseEventTime(value) : value;
}
