import { isTarHeader } from './tar';

/** What the first bytes of a file say it is. */
export type Content =
  | { readonly kind: 'gzip' | 'zip' | 'tar' | 'utf-16le' | 'utf-16be' | 'empty' | 'text' }
  | { readonly kind: 'other'; readonly name: string };

/** Bytes that are enough for `sniff`, when the file has as many. */
export const SNIFF_BYTES = 4096;

/** Formats of data lakes, whose events went through another schema on the way. */
const EXPORT_INSTEAD = 'export the CloudTrail log files (.json.gz) instead, or a query result as CSV or JSON';
/** Text without a control character, after which a NUL is damage and no sign of a binary file. */
const TEXT_BYTES = 256;

/** What CloudWatch Logs leaves in a bucket to see whether it may write there. */
const WRITE_TEST = /^Permission Check Successful\s*$/i;

const KNOWN: ReadonlyArray<readonly [name: string, magic: readonly number[]]> = [
  [`a Parquet file: ${EXPORT_INSTEAD}`, [0x50, 0x41, 0x52, 0x31]],
  [`an ORC file: ${EXPORT_INSTEAD}`, [0x4f, 0x52, 0x43]],
  [`an Avro file: ${EXPORT_INSTEAD}`, [0x4f, 0x62, 0x6a, 0x01]],
  ['a bzip2 file', [0x42, 0x5a, 0x68]],
  ['an xz file', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['a Zstandard file', [0x28, 0xb5, 0x2f, 0xfd]],
  ['a 7-Zip archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['a RAR archive', [0x52, 0x61, 0x72, 0x21]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['a PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG image', [0xff, 0xd8, 0xff]],
  ['an SQLite database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65]],
  ['a program', [0x7f, 0x45, 0x4c, 0x46]],
];

/** Recognises content by its first bytes; names and extensions do not count. */
export function sniff(head: Buffer): Content {
  if (head.length === 0) return { kind: 'empty' };
  if (startsWith(head, [0x1f, 0x8b])) return { kind: 'gzip' };
  if (isZip(head)) return { kind: 'zip' };
  if (startsWith(head, [0xff, 0xfe])) return { kind: 'utf-16le' };
  if (startsWith(head, [0xfe, 0xff])) return { kind: 'utf-16be' };
  if (isTarHeader(head)) return { kind: 'tar' };
  const known = KNOWN.find(([, magic]) => startsWith(head, magic));
  if (known) return { kind: 'other', name: known[0] };
  if (WRITE_TEST.test(head.toString('latin1', 0, 64))) {
    return { kind: 'other', name: 'the write test of a CloudWatch Logs export' };
  }
  return head.includes(0) && !isJson(head) && !isText(head)
    ? { kind: 'other', name: 'a binary file' }
    : { kind: 'text' };
}

/** JSON that a NUL got into is damaged text: its other records can be read. */
function isJson(head: Buffer): boolean {
  return /^\s*[{[]\s*["{[]/.test(head.toString('latin1', 0, 256));
}

/** The same for lines and tables: binary files do not begin with so much text. */
function isText(head: Buffer): boolean {
  const start = head.subarray(0, TEXT_BYTES);
  return start.length === TEXT_BYTES && start.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

/** `PK` with the mark of an entry, of an empty archive or of a spanned one. */
function isZip(head: Buffer): boolean {
  if (!startsWith(head, [0x50, 0x4b])) return false;
  return [0x0403, 0x0605, 0x0807].includes(head.length >= 4 ? head.readUInt16LE(2) : 0);
}

function startsWith(head: Buffer, magic: readonly number[]): boolean {
  return magic.every((byte, index) => head[index] === byte);
}
