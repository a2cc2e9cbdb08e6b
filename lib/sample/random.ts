/**
 * A small seeded generator (mulberry32). Each part of the sample draws from its own stream, named by a label, so
 * that a change to one part leaves the events of the others as they were.
 */
export class Random {
  private state: number;

  constructor(
    private readonly seed: number,
    label: string,
  ) {
    let hash = seed ^ 0x811c_9dc5;
    for (let index = 0; index < label.length; index += 1) {
      hash = Math.imul(hash ^ label.charCodeAt(index), 0x0100_0193);
    }
    this.state = hash >>> 0;
  }

  fork(label: string): Random {
    return new Random(this.seed, label);
  }

  /** A number in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b_79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** An integer from `min` to `max`, both included. */
  integer(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.integer(0, items.length - 1)];
    if (item === undefined) throw new Error('Nothing to pick from.');
    return item;
  }

  /** `length` characters of an alphabet. */
  text(alphabet: string, length: number): string {
    let text = '';
    while (text.length < length) text += alphabet.charAt(this.integer(0, alphabet.length - 1));
    return text;
  }

  hex(length: number): string {
    return this.text('0123456789abcdef', length);
  }

  uuid(): string {
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-${this.pick(['8', '9', 'a', 'b'])}${this.hex(3)}-${this.hex(12)}`;
  }

  /** A temporary access key id that nobody can take for a real one. */
  temporaryKeyId(): string {
    return `ASIAEXAMPLE${this.text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 9)}`;
  }
}
