import {
  constants,
  createGunzip,
  createInflateRaw,
  type Gunzip,
  gunzipSync,
  type InflateRaw,
  inflateRawSync,
} from 'node:zlib';
import { errorMessage } from '../errors';
import { ByteReader } from './byte-reader';
import type { Expansion } from './expansion';

/** `gzip`: with header and checksum, one or several in a row. `deflate`: bare, as zip entries hold it. */
export type Compression = 'gzip' | 'deflate';

/** Streams this short are inflated in one call, which is several times faster than the streaming way. */
const WHOLE_BYTES_IN_MAX = 256 * 1024;
const WHOLE_BYTES_OUT_MAX = 8 * 1024 * 1024;
/** Small enough that one step of a bomb stays under 70 MB. */
const STEP_BYTES = 64 * 1024;
const OUTPUT_CHUNK_BYTES = 256 * 1024;

/**
 * Decompresses a stream. Everything that could be decompressed is yielded before damage or truncation throws, which
 * Node's own streams do not promise.
 */
export async function* inflate(
  bytes: AsyncIterable<Buffer>,
  compression: Compression,
  expansion: Expansion,
): AsyncGenerator<Buffer, void, undefined> {
  const reader = new ByteReader(bytes);
  const counts = { bytesIn: 0, bytesOut: 0 };
  const count = (output: Buffer) => {
    counts.bytesOut += output.length;
    expansion.addBytes(output.length, counts);
    return output;
  };
  const head = await reader.peek(WHOLE_BYTES_IN_MAX);
  if (head.length < WHOLE_BYTES_IN_MAX) {
    const whole = inflateWhole(head, compression);
    if (whole) {
      counts.bytesIn = head.length;
      yield count(whole);
      return;
    }
  }
  const inflater = new StepInflater(compression);
  try {
    for await (const piece of withTrailerApart(reader.take())) {
      for (let start = 0; start < piece.length; start += STEP_BYTES) {
        const step = piece.subarray(start, start + STEP_BYTES);
        counts.bytesIn += step.length;
        for (const output of await inflater.write(step)) yield count(output);
        inflater.throwFailure();
      }
    }
    for (const output of await inflater.end()) yield count(output);
    inflater.throwFailure();
  } finally {
    inflater.close();
    await reader.close();
  }
}

/** Checksum and length at the end of a gzip. */
const TRAILER_BYTES = 8;

/** The same bytes, the last few in a piece of their own: when the checksum fails, the data has come out before. */
async function* withTrailerApart(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let held: Buffer = Buffer.alloc(0);
  for await (const piece of bytes) {
    const all = held.length > 0 ? Buffer.concat([held, piece]) : piece;
    const sent = Math.max(0, all.length - TRAILER_BYTES);
    held = all.subarray(sent);
    if (sent > 0) yield all.subarray(0, sent);
  }
  if (held.length > 0) yield held;
}

/** Compressed bytes that give at least some hundred bytes of any text. */
const HEAD_BYTES_IN = 2048;

/** The first bytes of a gzip's content, about as many as asked for; null when they cannot be unpacked. */
export function inflateHead(gzip: Buffer, count: number): Buffer | null {
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: WHOLE_BYTES_OUT_MAX };
    return gunzipSync(gzip.subarray(0, HEAD_BYTES_IN), options).subarray(0, count);
  } catch {
    return null;
  }
}

/** Null when the streaming way has to find out more: damaged, or larger than expected. */
function inflateWhole(bytes: Buffer, compression: Compression): Buffer | null {
  try {
    const options = { maxOutputLength: WHOLE_BYTES_OUT_MAX };
    return compression === 'gzip' ? gunzipSync(bytes, options) : inflateRawSync(bytes, options);
  } catch {
    return null;
  }
}

/** Feeds a zlib stream one step at a time and collects what each step gives. */
class StepInflater {
  private readonly stream: Gunzip | InflateRaw;
  private outputs: Buffer[] = [];
  private failure: Error | undefined;
  private hasEnded = false;
  private wake: () => void = () => {};

  constructor(compression: Compression) {
    const options = { chunkSize: OUTPUT_CHUNK_BYTES };
    this.stream = compression === 'gzip' ? createGunzip(options) : createInflateRaw(options);
    // Flowing from the start: output is never buffered inside the stream, where an error would drop it.
    this.stream.on('data', (output: Buffer) => this.outputs.push(output));
    this.stream.on('error', (error) => {
      this.failure = new Error(failureText(error), { cause: error });
      this.wake();
    });
    this.stream.on('end', () => {
      this.hasEnded = true;
      this.wake();
    });
  }

  async write(step: Buffer): Promise<Buffer[]> {
    if (this.hasEnded || this.failure) return [];
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      this.stream.write(step, () => resolve());
    });
    return this.takeOutputs();
  }

  async end(): Promise<Buffer[]> {
    if (!this.hasEnded && !this.failure) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        this.stream.end();
      });
    }
    return this.takeOutputs();
  }

  throwFailure(): void {
    if (this.failure) throw this.failure;
  }

  close(): void {
    this.stream.destroy();
  }

  private takeOutputs(): Buffer[] {
    const outputs = this.outputs;
    this.outputs = [];
    return outputs;
  }
}

function failureText(error: Error): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'Z_BUF_ERROR') return 'the compressed data breaks off';
  return `the compressed data is damaged (${errorMessage(error)})`;
}
