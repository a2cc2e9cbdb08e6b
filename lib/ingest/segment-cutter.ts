import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** Uncompressed bytes a segment aims at: one short read gives any record, and gzip still has enough to work on. */
export const SEGMENT_BYTES = 2 * 1024 * 1024;

/** A stretch of a member, cut but perhaps still being compressed. */
export interface CutSegment {
  readonly id: number;
  readonly offset: number;
  readonly length: number;
  readonly data: Promise<Buffer>;
}

/**
 * Collects a member's bytes as they stream by and cuts them into evidence segments at record boundaries. What is cut
 * joins up without a gap, so that the segments of a member are its bytes.
 */
export class SegmentCutter {
  private chunks: Buffer[] = [];
  private end: number;
  private currentId: number | null = null;

  /** `start`: bytes before it lie in evidence already, from an ingest that was interrupted. */
  constructor(
    private start: number,
    private readonly nextId: () => number,
  ) {
    this.end = 0;
  }

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

  /** Bytes of the member that have come by, those that lie in evidence already included. */
  get readUpTo(): number {
    return Math.max(this.start, this.end);
  }

  get pendingBytes(): number {
    return this.readUpTo - this.start;
  }

  /** Id of the segment that is being collected. */
  get segmentId(): number {
    this.currentId ??= this.nextId();
    return this.currentId;
  }

  /** Ends the segment at `upTo`, the end of a record or of the member. Null when there is nothing to cut. */
  cut(upTo: number = this.end): CutSegment | null {
    const length = upTo - this.start;
    if (length <= 0) return null;
    const whole = this.chunks.length === 1 && this.chunks[0] ? this.chunks[0] : Buffer.concat(this.chunks);
    const segment = {
      id: this.segmentId,
      offset: this.start,
      length,
      data: compress(whole.subarray(0, length), { level: 1 }),
    };
    // Until the flush awaits it, a failure to compress must not count as unhandled.
    segment.data.catch(() => undefined);
    this.chunks = length < whole.length ? [whole.subarray(length)] : [];
    this.start = upTo;
    this.currentId = null;
    return segment;
  }
}
