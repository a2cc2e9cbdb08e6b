import type { AsnTable, Ranges } from './asn-table';

/** Operators seen so far, each once, by number and name. */
class Owners {
  private readonly indexByKey = new Map<string, number>();
  readonly numbers: number[] = [];
  readonly names: Buffer[] = [];

  index(number: number, name: string): number {
    const key = `${number} ${name}`;
    const known = this.indexByKey.get(key);
    if (known !== undefined) return known;
    const index = this.numbers.length;
    this.indexByKey.set(key, index);
    this.numbers.push(number);
    this.names.push(Buffer.from(name, 'utf8'));
    return index;
  }
}

/**
 * Compiles the two CSV files of @ip-location-db/asn (`first,last,number,name`, addresses as decimal integers,
 * sorted by first) into one table. Takes about a second, so the result is cached on disk.
 */
export function compileAsnTable(ipv4Csv: string, ipv6Csv: string): AsnTable {
  const owners = new Owners();
  const ipv4 = compileRanges(ipv4Csv, 1, owners);
  const ipv6 = compileRanges(ipv6Csv, 4, owners);
  const nameOffsets = new Uint32Array(owners.names.length + 1);
  for (const [index, name] of owners.names.entries()) {
    nameOffsets[index + 1] = (nameOffsets[index] ?? 0) + name.length;
  }
  return {
    ipv4,
    ipv6,
    numbers: Uint32Array.from(owners.numbers),
    nameOffsets,
    names: Buffer.concat(owners.names),
  };
}

function compileRanges(csv: string, words: 1 | 4, owners: Owners): Ranges {
  const starts: number[] = [];
  const ends: number[] = [];
  const indexes: number[] = [];
  let position = 0;
  while (position < csv.length) {
    const lineEnd = csv.indexOf('\n', position);
    const next = lineEnd < 0 ? csv.length : lineEnd;
    const row = parseRow(csv.slice(position, next));
    if (row) {
      pushAddress(starts, row.first, words);
      pushAddress(ends, row.last, words);
      indexes.push(owners.index(row.number, row.name));
    }
    position = next + 1;
  }
  return {
    words,
    starts: Uint32Array.from(starts),
    ends: Uint32Array.from(ends),
    owners: Uint32Array.from(indexes),
  };
}

/** Cuts by hand: half a million rows make a regular expression the slowest part of the first start. */
function parseRow(line: string): { first: string; last: string; number: number; name: string } | null {
  const afterFirst = line.indexOf(',');
  const afterLast = line.indexOf(',', afterFirst + 1);
  const afterNumber = line.indexOf(',', afterLast + 1);
  if (afterFirst <= 0 || afterLast < 0 || afterNumber < 0) return null;
  return {
    first: line.slice(0, afterFirst),
    last: line.slice(afterFirst + 1, afterLast),
    number: Number(line.slice(afterLast + 1, afterNumber)),
    name: unquote(line.slice(afterNumber + 1).trimEnd()),
  };
}

function unquote(cell: string): string {
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

function pushAddress(target: number[], decimal: string, words: 1 | 4): void {
  if (words === 1) {
    target.push(Number(decimal));
    return;
  }
  const value = BigInt(decimal);
  for (const shift of [96n, 64n, 32n, 0n]) target.push(Number((value >> shift) & 0xffff_ffffn));
}
