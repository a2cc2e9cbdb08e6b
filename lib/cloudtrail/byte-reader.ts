const EMPTY = Buffer.alloc(0);

/** Pulls bytes from a stream in the amounts that a format asks for. A failure of the stream is thrown every time. */
export class ByteReader {
  private readonly iterator: AsyncIterator<Buffer>;
  private pending: Buffer = EMPTY;
  private isDone = false;
  private failure: { readonly error: unknown } | undefined;

  constructor(bytes: AsyncIterable<Buffer>) {
    this.iterator = bytes[Symbol.asyncIterator]();
  }

  /**
   * At least `count` bytes from the front, fewer only when the stream ends or breaks off; nothing is consumed. A
   * failure is thrown only once nothing is left to give.
   */
  async peek(count: number): Promise<Buffer> {
    const pieces = [this.pending];
    let length = this.pending.length;
    while (length < count && !(this.failure && length > 0)) {
      const piece = await this.next(length > 0);
      if (!piece) break;
      pieces.push(piece);
      length += piece.length;
    }
    const filled = pieces.filter((piece) => piece.length > 0);
    this.pending = filled.length === 1 ? (filled[0] ?? EMPTY) : Buffer.concat(filled);
    return this.pending;
  }

  /** Everything that is left, when it ends soundly within `countMax` bytes; else null. Nothing is consumed. */
  async peekWhole(countMax: number): Promise<Buffer | null> {
    const bytes = await this.peek(countMax + 1);
    return this.isDone && !this.failure && bytes.length <= countMax ? bytes : null;
  }

  /** Exactly `count` bytes, fewer only when the stream ends or breaks off. */
  async read(count: number): Promise<Buffer> {
    const available = await this.peek(count);
    this.pending = available.subarray(count);
    return available.subarray(0, count);
  }

  /** Everything that is left, or the next `count` bytes, as they come. Ending the iteration early leaves the rest here. */
  async *take(count = Number.POSITIVE_INFINITY): AsyncGenerator<Buffer, void, undefined> {
    let left = count;
    while (left > 0) {
      const piece = this.pending.length > 0 ? this.pending : await this.next();
      this.pending = EMPTY;
      if (!piece) return;
      if (piece.length > left) this.pending = piece.subarray(left);
      const part = piece.length > left ? piece.subarray(0, left) : piece;
      left -= part.length;
      yield part;
    }
  }

  /** Reads and drops the next `count` bytes; returns how many there were. */
  async skip(count: number): Promise<number> {
    let skipped = 0;
    for await (const piece of this.take(count)) skipped += piece.length;
    return skipped;
  }

  /** Closes the stream behind the reader. */
  async close(): Promise<void> {
    this.isDone = true;
    this.pending = EMPTY;
    await this.iterator.return?.();
  }

  private async next(isQuiet = false): Promise<Buffer | undefined> {
    if (this.failure) throw this.failure.error;
    while (!this.isDone) {
      try {
        const result = await this.iterator.next();
        if (result.done) this.isDone = true;
        else if (result.value.length > 0) return result.value;
      } catch (error) {
        this.failure = { error };
        if (isQuiet) return undefined;
        throw error;
      }
    }
    return undefined;
  }
}
