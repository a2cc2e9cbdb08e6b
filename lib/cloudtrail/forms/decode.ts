import { parseRecord, parseRecordText } from '../parse-record';
import { type RawJson, type RawObject, setOwn } from '../record';
import { isObject } from '../values';
import { readHeader, splitRow } from './csv-text';
import { type Decoded, LACKS_NOTHING } from './form';
import { tableForm } from './table';
import { isWhole, type Unwrapped, unwrapObject, unwrapRow } from './unwrap';

export interface DecodeOptions {
  /** As the record's slice says; found out from the bytes when left out. */
  readonly needsExactParse?: boolean;
  /** The member's header, as its reader says: the first line of a CSV, null for everything else. */
  readonly header?: string | null;
}

export type DecodedRecord =
  | ({ readonly ok: true } & Decoded)
  | { readonly ok: false; readonly reason: string };

const OPEN_ARRAY = 0x5b;
const QUOTE = 0x22;

/**
 * Makes a record of one slice of a member: CloudTrail's own JSON, what carries it, or what retells it. Never throws.
 *
 * What is no CloudTrail comes back as it is; `recordKind` and `recordProblem` tell.
 */
export function decodeRecord(bytes: Buffer, options: DecodeOptions = {}): DecodedRecord {
  const { needsExactParse, header } = options;
  if (header !== undefined && header !== null) return decodeRow(bytes.toString('utf8'), header);
  if (bytes[0] === OPEN_ARRAY) return decodeCells(bytes.toString('utf8'));
  if (bytes[0] === QUOTE) return decodeString(bytes.toString('utf8'));
  const parsed = parseRecord(bytes, needsExactParse);
  if (!parsed.ok) return parsed;
  const { record } = parsed;
  // Nearly every record is one; nothing more is asked of it.
  if (isWhole(record)) return { ok: true, record, form: 'record', lacks: LACKS_NOTHING, text: null };
  return finished(
    unwrapObject(record, () => bytes.toString('utf8')),
    record,
  );
}

function finished(found: Unwrapped, record: RawObject): DecodedRecord {
  if (found === undefined) return { ok: true, record, form: 'record', lacks: LACKS_NOTHING, text: null };
  return 'record' in found ? { ok: true, ...found } : { ok: false, reason: found.reason };
}

/** A CSV row, or a row that a query gave. */
function decodeRow(text: string, headerText: string): DecodedRecord {
  const { separator, names } = readHeader(headerText);
  const cells = splitRow(text, separator);
  if (cells.length === names.length + 1 && cells.at(-1) === '') cells.pop();
  if (cells.length !== names.length) {
    return { ok: false, reason: `a row of ${cells.length} cells below a header of ${names.length}` };
  }
  const row: RawObject = {};
  for (const [index, name] of names.entries()) addCell(row, name, cells[index] ?? '');
  const decoded = finished(unwrapRow(row), row);
  return decoded.ok ? { ...decoded, form: tableForm(names) } : decoded;
}

/** Of columns with the same name the first one that says something counts. */
function addCell(row: RawObject, name: string, value: RawJson): void {
  const isTaken = Object.hasOwn(row, name) && row[name] !== '';
  if (!isTaken) setOwn(row, name, value);
}

/** A query's row as a list of cells: `{"eventName":"…"}` (CloudTrail Lake) or `{"field":…,"value":…}` (log queries). */
function decodeCells(text: string): DecodedRecord {
  const parsed = parseRecordText(`{"cells":${text}}`);
  if (!parsed.ok) return parsed;
  const { cells } = parsed.record;
  const row: RawObject = {};
  for (const cell of Array.isArray(cells) ? cells : []) {
    if (!isObject(cell)) continue;
    const { field, value } = cell;
    if (typeof field === 'string' && value !== undefined) addCell(row, field, value);
    else for (const [name, inner] of Object.entries(cell)) addCell(row, name, inner);
  }
  const decoded = finished(unwrapRow(row), row);
  const isLogQuery = Object.hasOwn(row, '@message') || Object.hasOwn(row, '@ptr');
  return decoded.ok ? { ...decoded, form: isLogQuery ? 'cloudwatch-logs' : 'cloudtrail-lake' } : decoded;
}

/** An event's JSON as a JSON string: a list of `CloudTrailEvent` alone. */
function decodeString(text: string): DecodedRecord {
  let inner: unknown;
  try {
    inner = JSON.parse(text);
  } catch {
    inner = undefined;
  }
  if (typeof inner !== 'string') return { ok: false, reason: 'malformed JSON: a string that does not end' };
  const decoded = decodeRecord(Buffer.from(inner.startsWith('{') ? inner : 'null'));
  return decoded.ok ? { ...decoded, form: 'lookup-events', text: decoded.text ?? inner } : decoded;
}
