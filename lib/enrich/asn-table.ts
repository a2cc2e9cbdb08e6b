import { endianness } from 'node:os';
import type { IpWords } from './ip';

/** The network operator behind an address range. */
export interface AutonomousSystem {
  readonly number: number;
  readonly organization: string;
}

/** Sorted, non-nested ranges of one IP version; each bound takes `words` 32-bit words. */
export interface Ranges {
  readonly words: 1 | 4;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Index of the operator of each range. */
  readonly owners: Uint32Array;
}

/**
 * Every announced range and its operator as flat arrays over one buffer, so that a table of half a million
 * ranges loads with one read and can be shared between threads.
 */
export interface AsnTable {
  readonly ipv4: Ranges;
  readonly ipv6: Ranges;
  readonly numbers: Uint32Array;
  /** Where each operator's name starts in `names`; one more entry than operators. */
  readonly nameOffsets: Uint32Array;
  readonly names: Uint8Array;
}

const MAGIC = 0x5448_4131;
const HEADER_WORDS = 5;

/** Words are stored as the machine keeps them: the file is a local cache, and its name says which order. */
export const BYTE_ORDER = endianness();

export function encodeAsnTable(table: AsnTable): Uint8Array {
  const { ipv4, ipv6, numbers, nameOffsets, names } = table;
  const header = [MAGIC, ipv4.owners.length, ipv6.owners.length, numbers.length, names.length];
  const arrays = [
    Uint32Array.from(header),
    ...[ipv4, ipv6].flatMap(({ starts, ends, owners }) => [starts, ends, owners]),
    numbers,
    nameOffsets,
  ];
  const wordBytes = arrays.reduce((bytes, array) => bytes + array.byteLength, 0);
  const encoded = new Uint8Array(wordBytes + names.length);
  let offset = 0;
  for (const array of arrays) {
    encoded.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += array.byteLength;
  }
  encoded.set(names, offset);
  return encoded;
}

/** Views over `buffer`; null when it is not a whole table, for example after a crash or an older version. */
export function decodeAsnTable(buffer: ArrayBufferLike): AsnTable | null {
  if (buffer.byteLength < HEADER_WORDS * 4) return null;
  const [magic, ipv4Count = 0, ipv6Count = 0, owners = 0, nameBytes = 0] = new Uint32Array(
    buffer,
    0,
    HEADER_WORDS,
  );
  const words = HEADER_WORDS + ipv4Count * 3 + ipv6Count * 9 + owners * 2 + 1;
  if (magic !== MAGIC || buffer.byteLength !== words * 4 + nameBytes) return null;
  let offset = HEADER_WORDS * 4;
  const take = (length: number) => {
    const array = new Uint32Array(buffer, offset, length);
    offset += array.byteLength;
    return array;
  };
  const ranges = (size: 1 | 4, count: number): Ranges => ({
    words: size,
    starts: take(count * size),
    ends: take(count * size),
    owners: take(count),
  });
  return {
    ipv4: ranges(1, ipv4Count),
    ipv6: ranges(4, ipv6Count),
    numbers: take(owners),
    nameOffsets: take(owners + 1),
    names: new Uint8Array(buffer, offset, nameBytes),
  };
}

/** The operator that announces an address, or null. */
export function findAutonomousSystem(table: AsnTable, address: IpWords): AutonomousSystem | null {
  const ranges = address.length === 1 ? table.ipv4 : table.ipv6;
  const index = lastStartAtMost(ranges, address);
  if (index < 0 || compareAt(ranges.ends, index * ranges.words, address) < 0) return null;
  const owner = ranges.owners[index] ?? 0;
  const name = table.names.subarray(table.nameOffsets[owner], table.nameOffsets[owner + 1]);
  return {
    number: table.numbers[owner] ?? 0,
    organization: Buffer.from(name.buffer, name.byteOffset, name.byteLength).toString('utf8'),
  };
}

function lastStartAtMost(ranges: Ranges, address: IpWords): number {
  let low = 0;
  let high = ranges.owners.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareAt(ranges.starts, middle * ranges.words, address) <= 0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function compareAt(bounds: Uint32Array, offset: number, address: IpWords): number {
  for (let word = 0; word < address.length; word += 1) {
    const difference = (bounds[offset + word] ?? 0) - (address[word] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
