import type { ByteReader } from './byte-reader';

const BLOCK_BYTES = 512;
/** Names and attributes of one entry; more is an attack. */
const EXTENSION_BYTES_MAX = 1024 * 1024;
const SIZE_AT = 124;
const CHECKSUM_START = 148;
const CHECKSUM_END = 156;
const TYPE_AT = 156;
const BREAKS_OFF = 'the archive breaks off';

/** A regular file in a tar. Its bytes are to be read, as far as they are wanted, before the next entry. */
export interface TarEntry {
  readonly name: string;
  readonly size: number;
  readonly bytes: AsyncIterable<Buffer>;
}

/** True for the header block of a tar, with or without the `ustar` mark that old archives lack. */
export function isTarHeader(block: Buffer): boolean {
  if (block.length < BLOCK_BYTES || block[0] === 0 || isBinaryNumber(block, CHECKSUM_START)) return false;
  let sum = 0;
  for (let index = 0; index < BLOCK_BYTES; index += 1) {
    sum += index >= CHECKSUM_START && index < CHECKSUM_END ? 0x20 : (block[index] ?? 0);
  }
  return sum === readNumber(block, CHECKSUM_START, 8);
}

/**
 * Reads a tar (ustar, pax and GNU long names) entry by entry; what the caller leaves of an entry is passed over.
 * Throws when the archive is damaged or breaks off.
 */
export async function* readTar(reader: ByteReader): AsyncGenerator<TarEntry, void, undefined> {
  let extension: Extension = {};
  for (;;) {
    const block = await reader.read(BLOCK_BYTES);
    if (block.length === 0 || block.every((byte) => byte === 0)) return;
    if (block.length < BLOCK_BYTES) throw new Error(BREAKS_OFF);
    if (!isTarHeader(block)) throw new Error('the archive is damaged: a header has a wrong checksum');
    const type = String.fromCharCode(block[TYPE_AT] ?? 0);
    const isExtension = type === 'x' || type === 'L';
    const size = (isExtension ? undefined : extension.size) ?? readNumber(block, SIZE_AT, 12);
    if (isExtension) {
      const content = await readExtension(reader, size);
      extension = { ...extension, ...(type === 'L' ? { name: cString(content) } : parsePax(content)) };
      continue;
    }
    const bytes = new EntryBytes(reader, size);
    const name = extension.name ?? headerName(block);
    extension = {};
    if (type === '0' || type === '\0' || type === '7') yield { name, size, bytes };
    await skip(reader, bytes.left + padding(size));
  }
}

/** What a block before a header says about it, where the header has no room. */
interface Extension {
  name?: string;
  size?: number;
}

class EntryBytes {
  constructor(
    private readonly reader: ByteReader,
    /** Bytes not read yet. */
    public left: number,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, undefined> {
    for await (const piece of this.reader.take(this.left)) {
      this.left -= piece.length;
      yield piece;
    }
    if (this.left > 0) throw new Error(BREAKS_OFF);
  }
}

async function readExtension(reader: ByteReader, size: number): Promise<Buffer> {
  if (size > EXTENSION_BYTES_MAX) throw new Error('the archive is damaged: a name is too long');
  const content = await reader.read(size);
  if (content.length < size) throw new Error(BREAKS_OFF);
  await skip(reader, padding(size));
  return content;
}

async function skip(reader: ByteReader, count: number): Promise<void> {
  if ((await reader.skip(count)) < count) throw new Error(BREAKS_OFF);
}

function padding(size: number): number {
  return (BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES;
}

function headerName(block: Buffer): string {
  const name = cString(block.subarray(0, 100));
  const isUstar = block.toString('latin1', 257, 262) === 'ustar' && block[262] === 0;
  const prefix = isUstar ? cString(block.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function cString(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
}

function isBinaryNumber(block: Buffer, start: number): boolean {
  return ((block[start] ?? 0) & 0x80) !== 0;
}

/** Octal text, or for large values the bytes of a big-endian number marked by the highest bit. */
function readNumber(block: Buffer, start: number, length: number): number {
  if (isBinaryNumber(block, start)) {
    let value = (block[start] ?? 0) & 0x7f;
    for (let index = start + 1; index < start + length; index += 1) value = value * 256 + (block[index] ?? 0);
    if (!Number.isSafeInteger(value)) throw new Error('the archive is damaged: a size is out of range');
    return value;
  }
  const text = cString(block.subarray(start, start + length)).trim();
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : 0;
}

/** `27 path=a/b.json\n` lines; only what moves bytes or names is of interest. */
function parsePax(content: Buffer): Extension {
  const found: Extension = {};
  let position = 0;
  while (position < content.length) {
    const space = content.indexOf(0x20, position);
    const length = Number(content.toString('latin1', position, Math.max(position, space)));
    if (space < 0 || !Number.isInteger(length) || length <= space - position) break;
    const [key, ...value] = content.toString('utf8', space + 1, position + length - 1).split('=');
    if (key === 'path') found.name = value.join('=');
    if (key === 'size' && /^\d{1,15}$/.test(value.join('='))) found.size = Number(value.join('='));
    position += length;
  }
  return found;
}
