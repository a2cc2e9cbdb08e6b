import { Random } from '../../lib/sample/random';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * The sample's seeded generator, faster where a million events need it: several characters come from one draw.
 * The same seed gives the same events on every machine.
 */
export class Draw extends Random {
  /** 32 random bits. */
  private bits(): number {
    return Math.floor(this.next() * 0x1_0000_0000);
  }

  override hex(length: number): string {
    let text = '';
    while (text.length < length) text += this.bits().toString(16).padStart(8, '0');
    return text.slice(0, length);
  }

  private packed(alphabet: string, bitsEach: number, length: number): string {
    const mask = (1 << bitsEach) - 1;
    let text = '';
    while (text.length < length) {
      let bits = this.bits();
      for (let left = 32; left >= bitsEach && text.length < length; left -= bitsEach) {
        text += alphabet.charAt(bits & mask);
        bits >>>= bitsEach;
      }
    }
    return text;
  }

  /** Capital letters and digits, as in ids of principals and keys. */
  base32(length: number): string {
    return this.packed(BASE32, 5, length);
  }

  /** Letters of a token or a digest. */
  base64(length: number): string {
    return this.packed(ALPHANUMERIC, 6, length);
  }

  /** `count` digits, the first of them not 0. */
  digits(count: number): string {
    let text = String(this.integer(1, 9));
    while (text.length < count) text += String(this.integer(0, 999_999)).padStart(6, '0');
    return text.slice(0, count);
  }

  /** One of the items, the early ones far more often: a few principals and resources do most of the work. */
  favour<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(items.length * this.next() ** 2.5)];
    if (item === undefined) throw new Error('Nothing to pick from.');
    return item;
  }
}

/** A list where each item stands as often as its weight says, so that a uniform pick is a weighted one. */
export function weighted<Item>(items: ReadonlyArray<readonly [weight: number, item: Item]>): Item[] {
  return items.flatMap(([weight, item]) => Array.from({ length: weight }, () => item));
}
