/** Text a segment aims at: one short read gives any record, and gzip still has enough to work on. */
export const SEGMENT_BYTES = 2 * 1024 * 1024;

/**
 * Collects a member's bytes as they stream by and cuts them at record boundaries. What is cut, and what is skipped,
 * joins up without a gap, so that the segments of a member are its bytes.
 */
export class SegmentCutter {
  private chunks: Buffer[] = [];
  private start = 0;
  private end = 0;

  /** Passes the bytes on and keeps them. */
  async *through(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of bytes) {
      const skip = Math.max(0, this.start - this.end);
      if (skip < chunk.length) this.chunks.push(skip > 0 ? chunk.subarray(skip) : chunk);
      this.end += chunk.length;
      yield chunk;
    }
  }

  /** Where the segment begins that the next record lies in. */
  get segmentStart(): number {
    return this.start;
  }

  /** Bytes of the member that have come by or been skipped. */
  get readUpTo(): number {
    return Math.max(this.start, this.end);
  }

  get pendingBytes(): number {
    return this.readUpTo - this.start;
  }

  /** Ends the segment at `upTo`, the end of a record or of the member. Null when there is nothing to cut. */
  cut(upTo: number): Buffer | null {
    const length = upTo - this.start;
    if (length <= 0) return null;
    const whole = this.join();
    this.chunks = length < whole.length ? [whole.subarray(length)] : [];
    this.start = upTo;
    return whole.subarray(0, length);
  }

  /** Drops everything before `position`, also what has not come by yet: it lies in evidence already. */
  skipTo(position: number): void {
    const drop = position - this.start;
    if (drop <= 0) return;
    const whole = this.join();
    this.chunks = drop < whole.length ? [whole.subarray(drop)] : [];
    this.start = position;
  }

  private join(): Buffer {
    const [only] = this.chunks;
    return this.chunks.length === 1 && only ? only : Buffer.concat(this.chunks);
  }
}
