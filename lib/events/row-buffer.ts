import { parseIp } from '../enrich/ip';

const SLAB_BYTES = 1024 * 1024;
/** Shorter ASCII texts are written byte by byte: a call into Node costs more. */
const SHORT_TEXT = 40;
const UTF8_BYTES_PER_UNIT = 3;
const TWO_32 = 0x1_0000_0000;
/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const TEXT_OID = 25;
const AF_INET = 2;
const AF_INET6 = 3;

/** A row's bytes. No view of its own: those weigh more than the row in the garbage collector. */
export interface Row {
  readonly slab: Buffer;
  readonly start: number;
  readonly end: number;
}

/**
 * Writes rows in PostgreSQL's binary COPY format (documentation of COPY, "Binary Format", and the types' `recv`
 * functions): the server has nothing to parse and we have nothing to escape. Text becomes valid UTF-8 without NUL,
 * whatever it was.
 */
export class RowBuffer {
  private slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
  private at = 0;
  private rowStart = 0;

  /** Begins a row of so many cells. */
  begin(cells: number): void {
    this.rowStart = this.at;
    this.reserve(2);
    this.slab.writeInt16BE(cells, this.at);
    this.at += 2;
  }

  /** Where the row just written lies; its bytes stay as they are. */
  end(): Row {
    return { slab: this.slab, start: this.rowStart, end: this.at };
  }

  null(): void {
    this.reserve(4);
    this.int32(-1);
  }

  text(value: string): void {
    this.reserve(4 + value.length * UTF8_BYTES_PER_UNIT);
    const lengthAt = this.at;
    this.at += 4;
    this.utf8(value);
    this.slab.writeInt32BE(this.at - lengthAt - 4, lengthAt);
  }

  texts(values: readonly string[]): void {
    this.reserve(24);
    const lengthAt = this.at;
    this.at += 4;
    // One dimension, no nulls, elements of type text, counted from 1.
    for (const header of [1, 0, TEXT_OID, values.length, 1]) this.int32(header);
    const start = lengthAt - this.rowStart;
    for (const value of values) this.text(value);
    // Growing may have moved the row.
    const movedAt = this.rowStart + start;
    this.slab.writeInt32BE(this.at - movedAt - 4, movedAt);
  }

  /** JSON text that jsonb takes. */
  jsonb(json: string): void {
    this.reserve(5 + json.length * UTF8_BYTES_PER_UNIT);
    const lengthAt = this.at;
    this.at += 4;
    this.slab[this.at] = 1;
    this.at += 1;
    this.utf8(json);
    this.slab.writeInt32BE(this.at - lengthAt - 4, lengthAt);
  }

  boolean(value: boolean): void {
    this.reserve(5);
    this.int32(1);
    this.slab[this.at] = value ? 1 : 0;
    this.at += 1;
  }

  int4(value: number): void {
    this.reserve(8);
    this.int32(4);
    this.int32(value);
  }

  /** A safe integer, or a bigint of 64 bits. */
  int8(value: number | bigint): void {
    this.reserve(12);
    this.int32(8);
    if (typeof value === 'bigint') {
      this.slab.writeBigInt64BE(value, this.at);
      this.at += 8;
    } else {
      this.int64(value);
    }
  }

  timestamp(iso: string): void {
    this.reserve(12);
    this.int32(8);
    this.int64((Date.parse(iso) - EPOCH_MS) * 1000);
  }

  /** A UUID in its canonical form. */
  uuid(value: string): void {
    this.reserve(20);
    this.int32(16);
    let high = -1;
    for (let index = 0; index < value.length; index += 1) {
      const code = value.charCodeAt(index);
      if (code === 0x2d) continue;
      const digit = code <= 0x39 ? code - 0x30 : (code | 0x20) - 0x57;
      if (high < 0) {
        high = digit;
      } else {
        this.slab[this.at] = high * 16 + digit;
        this.at += 1;
        high = -1;
      }
    }
  }

  /** An IP literal; null when it is none after all. */
  inet(value: string): void {
    const words = parseIp(value);
    if (!words) {
      this.null();
      return;
    }
    const isIpv6 = value.includes(':');
    // IPv4 written as IPv6 stays what it was written as.
    const all = isIpv6 && words.length === 1 ? [0, 0, 0xffff, words[0]] : words;
    const bytes = isIpv6 ? 16 : 4;
    this.reserve(8 + bytes);
    this.int32(4 + bytes);
    for (const byte of [isIpv6 ? AF_INET6 : AF_INET, bytes * 8, 0, bytes]) {
      this.slab[this.at] = byte;
      this.at += 1;
    }
    for (const word of all) {
      this.slab.writeUInt32BE(word, this.at);
      this.at += 4;
    }
  }

  point(x: number, y: number): void {
    this.reserve(20);
    this.int32(16);
    this.slab.writeDoubleBE(x, this.at);
    this.slab.writeDoubleBE(y, this.at + 8);
    this.at += 16;
  }

  private int32(value: number): void {
    const { slab, at } = this;
    slab[at] = value >>> 24;
    slab[at + 1] = value >>> 16;
    slab[at + 2] = value >>> 8;
    slab[at + 3] = value;
    this.at = at + 4;
  }

  private int64(value: number): void {
    this.int32(Math.floor(value / TWO_32));
    this.int32(value % TWO_32);
  }

  private utf8(value: string): void {
    const { length } = value;
    const { slab, at } = this;
    if (length <= SHORT_TEXT) {
      let index = 0;
      for (; index < length; index += 1) {
        const code = value.charCodeAt(index);
        if (code > 0x7f || code === 0) break;
        slab[at + index] = code;
      }
      if (index === length) {
        this.at = at + length;
        return;
      }
    }
    const text = value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;
    // Half a surrogate pair is written as U+FFFD.
    this.at += slab.write(text, at, 'utf8');
  }

  /** Makes room, in a new slab where this one ends: rows that were given out keep theirs. */
  private reserve(bytes: number): void {
    if (this.at + bytes <= this.slab.length) return;
    const begun = this.slab.subarray(this.rowStart, this.at);
    const slab = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, 2 * (begun.length + bytes)));
    begun.copy(slab);
    this.slab = slab;
    this.rowStart = 0;
    this.at = begun.length;
  }
}
