import { errorMessage } from '../errors';
import { parseExact } from './parse-exact';
import type { CloudTrailRecord, RawJson } from './record';
import { isObject } from './values';

/** Deeper JSON is refused: no AWS payload comes near it, and readers further on recurse. */
export const RECORD_DEPTH_MAX = 500;

export type ParsedRecord =
  | { readonly ok: true; readonly record: CloudTrailRecord }
  | { readonly ok: false; readonly reason: string };

/**
 * Numbers that `JSON.parse` would change (a point, an exponent, 16 digits and more) and keys that it would move to
 * the front. Text inside strings may match as well; that only costs the slower parse.
 */
const NEEDS_EXACT = /[:,[]\s*-?\d+(?:[.eE]|\d{15})|[:,[]\s*-0\b|"\d{1,10}"\s*:/;

/** Shorter texts cannot nest deeply enough to exhaust the stack, so most records skip the check. */
const DEPTH_CHECK_LENGTH = 8192;

const REASON_LENGTH_MAX = 200;

/**
 * Parses the exact bytes of one record. Invalid UTF-8 becomes U+FFFD. Never throws.
 *
 * @param needsExactParse as the record's slice says; found out from the bytes when left out.
 */
export function parseRecord(bytes: Buffer, needsExactParse?: boolean): ParsedRecord {
  return parseRecordText(bytes.toString('utf8'), needsExactParse);
}

/** Parses one record from text, as some envelopes carry it inside a JSON string. Never throws. */
export function parseRecordText(text: string, needsExactParse = NEEDS_EXACT.test(text)): ParsedRecord {
  if (text.length > DEPTH_CHECK_LENGTH && isTooDeep(text)) {
    return { ok: false, reason: `nested deeper than ${RECORD_DEPTH_MAX} levels` };
  }
  let value: RawJson;
  try {
    value = JSON.parse(text) as RawJson;
    if (needsExactParse) value = parseExact(text);
  } catch (error) {
    return { ok: false, reason: `malformed JSON: ${errorMessage(error).slice(0, REASON_LENGTH_MAX)}` };
  }
  return isObject(value)
    ? { ok: true, record: value }
    : { ok: false, reason: `a JSON ${typeName(value)}, not an object` };
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x5c) index += 1;
    else if (code === 0x22) inString = !inString;
    else if (inString) continue;
    else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) depth -= 1;
    if (depth > RECORD_DEPTH_MAX) return true;
  }
  return false;
}

function typeName(value: RawJson): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value === 'object' ? 'number' : typeof value;
}
