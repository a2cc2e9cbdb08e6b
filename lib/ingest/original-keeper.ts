import type { Dispatcher } from './dispatcher';

/** One size for all parts: an interrupted ingest cuts the same ones again. */
const PART_BYTES = 4 * 1024 * 1024;

/** Keeps a member's bytes as they came, in parts, where its segments hold something else (unpacked, or re-encoded). */
export class OriginalKeeper {
  private pieces: Buffer[] = [];
  private bytes = 0;
  private part = 0;

  /** `kept`: parts that are in the database already. */
  constructor(
    private readonly memberId: number,
    private readonly kept: ReadonlySet<number>,
    private readonly dispatcher: Dispatcher,
  ) {}

  add(piece: Buffer): void {
    this.pieces.push(piece);
    this.bytes += piece.length;
  }

  /** Hands on the parts that are full. */
  async flush(): Promise<void> {
    while (this.bytes >= PART_BYTES) await this.give(PART_BYTES);
  }

  async end(): Promise<void> {
    await this.flush();
    if (this.bytes > 0) await this.give(this.bytes);
  }

  private async give(length: number): Promise<void> {
    const all = Buffer.concat(this.pieces);
    this.pieces = length < all.length ? [all.subarray(length)] : [];
    this.bytes -= length;
    const { memberId, part } = this;
    this.part += 1;
    if (this.kept.has(part)) return;
    await this.dispatcher.addPart({ memberId, part, bytes: all.subarray(0, length) });
  }
}
