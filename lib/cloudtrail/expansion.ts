import { formatBytes, formatNumber } from '../format';

/** Bounds on what one source may expand to, against archives made to exhaust a machine. */
export interface ExpansionLimits {
  /** Archives inside archives. gzip layers around one member are bounded by the same number. */
  readonly depthMax: number;
  /** Decompressed bytes per compressed byte, once a stream has given `ratioFreeBytes`. */
  readonly ratioMax: number;
  readonly ratioFreeBytes: number;
  /** Decompressed bytes of everything inside one source. */
  readonly totalBytesMax: number;
  readonly membersMax: number;
}

export const DEFAULT_EXPANSION_LIMITS: ExpansionLimits = {
  depthMax: 3,
  ratioMax: 500,
  ratioFreeBytes: 64 * 1024 * 1024,
  totalBytesMax: 1024 ** 4,
  membersMax: 2_000_000,
};

/** Content that grows past its limits. */
export class ExpansionError extends Error {
  override readonly name = 'ExpansionError';
}

/** What one source has expanded to so far. */
export class Expansion {
  private total = 0;
  private members = 0;
  private exhausted: ExpansionError | undefined;

  constructor(readonly limits: ExpansionLimits) {}

  /** Counts one more file; throws once the source as a whole has reached a limit, so that reading stops there. */
  addMember(): void {
    this.members += 1;
    if (this.members > this.limits.membersMax) {
      this.exhausted ??= new ExpansionError(`holds more than ${formatNumber(this.limits.membersMax)} files`);
    }
    if (this.exhausted) throw this.exhausted;
  }

  /** Counts decompressed bytes of one stream; throws when the stream or the source grows past its limits. */
  addBytes(added: number, stream: { readonly bytesIn: number; readonly bytesOut: number }): void {
    const { ratioMax, ratioFreeBytes, totalBytesMax } = this.limits;
    this.total += added;
    if (this.total > totalBytesMax) {
      this.exhausted ??= new ExpansionError(`expands to more than ${formatBytes(totalBytesMax)}`);
      throw this.exhausted;
    }
    if (stream.bytesOut > ratioFreeBytes && stream.bytesOut > ratioMax * stream.bytesIn) {
      throw new ExpansionError(`expands to more than ${ratioMax} times its size, as only bombs do`);
    }
  }
}
