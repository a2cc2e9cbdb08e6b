import { createHash } from 'node:crypto';

const CANONICAL_UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for the only form of id that is stored as it came: a lower-case UUID. */
export function isCanonicalUuid(text: string): boolean {
  return CANONICAL_UUID.test(text);
}

/**
 * The UUID an event is stored under.
 *
 * A canonical lower-case UUID is the key itself. Any other id gives a UUID derived from its text, and a record
 * without an id one derived from its bytes, so the same record has the same key in every upload.
 */
export function eventKey(eventId: string | undefined, rawBytes: Uint8Array): string {
  if (eventId === undefined || eventId === '') return derivedUuid('trailhound:record-bytes', rawBytes);
  return isCanonicalUuid(eventId) ? eventId : derivedUuid('trailhound:event-id', Buffer.from(eventId));
}

/** A UUID version 8 (custom) from the first 16 bytes of SHA-256 over namespace, NUL and content. */
export function derivedUuid(namespace: string, content: Uint8Array | string): string {
  const bytes = createHash('sha256').update(namespace).update('\0').update(content).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
