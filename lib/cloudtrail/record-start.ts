/** Longest piece that decides about a record's start: bracket, blanks and the quoted first key. */
export const TAIL_BYTES = 128;

const BLANKS_MAX = 48;
const OPEN_OBJECT = 0x7b;
const DEFAULT_FIRST_KEY = 'eventVersion';

/** A place where reading can go on after damage. */
export interface RecordStart {
  /** Position of the opening bracket in the bytes searched. */
  readonly position: number;
  /** The bracket opens a document, not a record inside the list being read. */
  readonly isDocument: boolean;
}

interface Needle {
  readonly pattern: Buffer;
  readonly isDocument: boolean;
  readonly topOnly: boolean;
  /** Result of the last search, in positions of the member, so that bytes are not searched again and again. */
  searchedFrom: number;
  foundAt: number;
  searchedTo: number;
}

/**
 * Finds the next record after damage. Trails write every record with the same first key, so that key after an
 * opening bracket marks a start; so do a `Records` key and, between documents, a line that begins with a bracket.
 */
export class RecordStartFinder {
  private needles: Needle[] = needlesFor(DEFAULT_FIRST_KEY);
  private hasLearnt = false;

  /** Takes the first key of the first sound record of the member. */
  learn(record: Buffer): void {
    if (this.hasLearnt) return;
    this.hasLearnt = true;
    const key = /^\{\s{0,48}"([^"\\]{1,64})"/.exec(record.toString('latin1', 0, TAIL_BYTES))?.[1];
    if (key !== undefined && key !== DEFAULT_FIRST_KEY) this.needles = needlesFor(key);
  }

  /** The nearest start at or after `from`; `base` is the member's position of `bytes[0]`. */
  find(bytes: Buffer, base: number, from: number, inList: boolean): RecordStart | undefined {
    let nearest: RecordStart | undefined;
    for (const needle of this.needles) {
      if (needle.topOnly && inList) continue;
      const position = search(needle, bytes, base, from) - base;
      if (position < (nearest?.position ?? bytes.length)) {
        nearest = { position, isDocument: needle.isDocument || !inList };
      }
    }
    return nearest;
  }
}

function needlesFor(firstKey: string): Needle[] {
  const needle = (text: string, isDocument: boolean, topOnly: boolean): Needle => ({
    pattern: Buffer.from(text, 'latin1'),
    isDocument,
    topOnly,
    searchedFrom: 0,
    foundAt: -1,
    searchedTo: 0,
  });
  return [needle(`"${firstKey}"`, false, false), needle('"Records"', true, false), needle('\n{', true, true)];
}

/** Member position of the next opening bracket that the needle marks; Infinity when there is none in `bytes`. */
function search(needle: Needle, bytes: Buffer, base: number, from: number): number {
  const wanted = base + from;
  const end = base + bytes.length;
  const isCovered = needle.searchedFrom <= wanted && needle.searchedTo >= end;
  if (isCovered && needle.foundAt >= wanted) return needle.foundAt;
  needle.searchedFrom = wanted;
  needle.searchedTo = end;
  needle.foundAt = Number.POSITIVE_INFINITY;
  let at = bytes.indexOf(needle.pattern, from);
  while (at >= 0) {
    const bracket = needle.topOnly ? at + 1 : bracketBefore(bytes, at, from);
    if (bracket >= from) {
      needle.foundAt = base + bracket;
      break;
    }
    at = bytes.indexOf(needle.pattern, at + 1);
  }
  return needle.foundAt;
}

/** Position of the bracket that stands before `position` with nothing but blanks between, or -1. */
function bracketBefore(bytes: Buffer, position: number, from: number): number {
  for (let at = position - 1; at >= from && at >= position - BLANKS_MAX; at -= 1) {
    const byte = bytes[at] as number;
    if (byte === OPEN_OBJECT) return at;
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return -1;
  }
  return -1;
}
