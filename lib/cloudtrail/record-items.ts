import type { RecordItem } from './envelope';

/** Collects what a scan finds and numbers it; damaged records take a number too. */
export class RecordItems {
  /** Sound slices found so far in the member. */
  slices = 0;
  private items: RecordItem[] = [];
  private ordinal = 0;

  /** True once anything was found, sound or not. */
  get hasAny(): boolean {
    return this.ordinal > 0;
  }

  /** True when there is something that `take` has not given yet. */
  get hasNews(): boolean {
    return this.items.length > 0;
  }

  record(bytes: Buffer, offset: number, needsExactParse: boolean): void {
    const { ordinal } = this;
    this.items.push({ kind: 'record', bytes, offset, length: bytes.length, ordinal, needsExactParse });
    this.ordinal += 1;
    this.slices += 1;
  }

  problem(offset: number, reason: string): void {
    this.items.push({ kind: 'problem', offset, ordinal: this.ordinal, reason });
    this.ordinal += 1;
  }

  /** Everything since the last call. */
  take(): RecordItem[] {
    const { items } = this;
    this.items = [];
    return items;
  }
}
