import { parseRecord } from '../parse-record';
import { type Decoded, LACKS_NOTHING } from './form';

export interface DecodeOptions {
  /** As the record's slice says; found out from the bytes when left out. */
  readonly needsExactParse?: boolean;
  /** The member's header, as its reader says: the first line of a CSV, null for everything else. */
  readonly header?: string | null;
}

export type DecodedRecord =
  | ({ readonly ok: true } & Decoded)
  | { readonly ok: false; readonly reason: string };

/**
 * Makes a record of one slice of a member: CloudTrail's own JSON, or what carries or retells one. Never throws.
 *
 * What is no CloudTrail comes back as it is; `recordKind` and `recordProblem` tell.
 */
export function decodeRecord(bytes: Buffer, options: DecodeOptions = {}): DecodedRecord {
  const parsed = parseRecord(bytes, options.needsExactParse);
  if (!parsed.ok) return parsed;
  return { ok: true, record: parsed.record, form: 'record', lacks: LACKS_NOTHING, text: null };
}
