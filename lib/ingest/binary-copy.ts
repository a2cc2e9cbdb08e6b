/** A value of a binary COPY: bytes as they are, texts as UTF-8, integers by their width. */
export type BinaryCell = Uint8Array | string | { readonly int4: number } | { readonly int8: number };

/** What stands before the rows: the format's signature, no flags, no extension. */
export const COPY_HEAD = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
/** What stands behind them. */
export const COPY_TAIL = Buffer.from([0xff, 0xff]);

function field(cell: BinaryCell): Uint8Array {
  if (typeof cell === 'string') return Buffer.from(cell);
  if (cell instanceof Uint8Array) return cell;
  if ('int4' in cell) {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(cell.int4);
    return bytes;
  }
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(cell.int8));
  return bytes;
}

/**
 * Rows in PostgreSQL's binary COPY format (documentation of COPY, "Binary Format"): bytea would double as text.
 */
export function* binaryCopy(rows: Iterable<readonly BinaryCell[]>): Generator<Buffer> {
  yield COPY_HEAD;
  for (const row of rows) {
    const parts: Uint8Array[] = [];
    const count = Buffer.alloc(2);
    count.writeInt16BE(row.length);
    parts.push(count);
    for (const cell of row) {
      const bytes = field(cell);
      const length = Buffer.alloc(4);
      length.writeInt32BE(bytes.length);
      parts.push(length, bytes);
    }
    yield Buffer.concat(parts);
  }
  yield COPY_TAIL;
}
