/**
 * The bytes being scanned, and all bytes since the start of the current value, so that a value that spans pieces
 * can be cut out whole and a damaged one read again.
 */
export class ValueBytes {
  bytes: Buffer = Buffer.alloc(0);
  /** Position of `bytes[0]` in the member. */
  base = 0;
  /** Position in the member where the current value began. */
  start = 0;
  private held: Buffer[] = [];
  private heldLength = 0;
  private isHolding = false;
  private rereadBytes = 0;

  constructor(private readonly valueBytesMax: number) {}

  /** Position in the member after everything read so far. */
  get end(): number {
    return this.base + this.bytes.length;
  }

  append(piece: Buffer): void {
    this.bytes = this.bytes.length > 0 ? Buffer.concat([this.bytes, piece]) : piece;
  }

  begin(position: number): void {
    this.start = this.base + position;
    this.held = [];
    this.heldLength = 0;
    this.isHolding = true;
  }

  /** Lets go of the value: nobody will want its bytes. */
  release(): void {
    this.held = [];
    this.isHolding = false;
  }

  /** The whole value up to `end` of the current bytes; null when it was let go or is too long. */
  take(end: number): Buffer | null {
    const isHeld = this.isHolding && this.base + end - this.start <= this.valueBytesMax;
    if (!isHeld) return null;
    if (this.held.length === 0) return this.bytes.subarray(this.start - this.base, end);
    return Buffer.concat([...this.held, this.bytes.subarray(0, end)]);
  }

  /** Goes back to the start of the value, when its bytes are there and that was not done too often already. */
  rewind(rereadBytesMax: number): boolean {
    if (!this.isHolding || this.rereadBytes > rereadBytesMax) return false;
    if (this.held.length > 0) {
      this.bytes = Buffer.concat([...this.held, this.bytes]);
      this.base = this.start;
    } else {
      this.bytes = this.bytes.subarray(this.start - this.base);
      this.base = this.start;
    }
    this.rereadBytes += this.bytes.length;
    this.release();
    return true;
  }

  /** Ends a piece: keeps what belongs to the current value, and carries over the bytes from `rest` on. */
  endPiece(rest: number): void {
    if (this.isHolding) {
      const part = this.bytes.subarray(Math.max(0, this.start - this.base), rest);
      this.held.push(part);
      this.heldLength += part.length;
      if (this.heldLength > this.valueBytesMax) this.release();
    }
    this.base += rest;
    this.bytes = this.bytes.subarray(rest);
  }
}
