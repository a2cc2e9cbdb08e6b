import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { AppError } from '../errors';
import { formatBytes } from '../format';
import { uploadPath } from './upload-path';

/** A body on disk, in a folder of its own that waits to become the bundle's. */
export interface Spooled {
  readonly folder: string;
  readonly bytes: number;
}

const DISK_FULL = ['ENOSPC', 'EDQUOT'];

function tooLarge(bytesMax: number): AppError {
  return new AppError(
    'too_large',
    `A push may have at most ${formatBytes(bytesMax)}. Send several, or raise TRAILHOUND_PUSH_BYTES_MAX.`,
  );
}

/**
 * Writes the body of a request to disk as it comes. Throws a refusal for one that is empty or too large, and when the
 * disk is full; nothing stays behind then.
 */
export async function spoolPush(
  body: ReadableStream<Uint8Array> | null,
  options: {
    readonly dataDir: string;
    readonly name: string;
    readonly bytesMax: number;
    /** What the sender says it is about to send: saves receiving what would be refused. */
    readonly bytesClaimed: number | null;
  },
): Promise<Spooled> {
  const { dataDir, bytesMax, bytesClaimed } = options;
  if (bytesClaimed !== null && bytesClaimed > bytesMax) throw tooLarge(bytesMax);
  const folder = path.resolve(dataDir, 'uploads', 'incoming', `push-${randomUUID()}`);
  let bytes = 0;
  async function* limited(pieces: ReadableStream<Uint8Array>) {
    try {
      for await (const piece of pieces) {
        bytes += piece.length;
        if (bytes > bytesMax) throw tooLarge(bytesMax);
        yield piece;
      }
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw new AppError('unreadable', 'The body broke off before its end.');
    }
  }
  try {
    const file = uploadPath(folder, options.name);
    await mkdir(path.dirname(file), { recursive: true });
    if (body) await pipeline(limited(body), createWriteStream(file, { mode: 0o600 }));
    if (bytes === 0)
      throw new AppError(
        'unreadable',
        'The body is empty. Send CloudTrail records: JSON, JSON lines or gzip.',
      );
    return { folder, bytes };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (error instanceof Error && 'code' in error && DISK_FULL.includes(String(error.code)))
      throw new AppError('unavailable', 'The disk of the data folder is full. Try again later.');
    throw error;
  }
}
