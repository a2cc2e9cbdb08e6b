import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type Enrich, readRecords, WHOLE_CONTENT_MAX } from '../cloudtrail';
import { Batch, type NewSegment } from './batch';
import { RecordsToBatch } from './read-records';
import type { Chunk, Task, WholeMember } from './task';

/** Problems of a whole member, or of a chunk near a member's start, that are listed one by one. */
const PROBLEMS_LISTED = 200;
/** Beyond this position of a member problems are only counted: damage of gigabytes must not become as many rows. */
const LISTED_UP_TO = 16 * 1024 * 1024;
/** Shorter texts are kept unpacked: setting up a compressor costs more than it saves. */
const PACKED_BYTES_MIN = 1024;

/** What a task gives: a batch to be written, and the members that need another way. */
export interface ReadTask {
  readonly batch: Batch;
  readonly unread: readonly number[];
}

/** Turns a task's bytes into a batch: unpacking, scanning, parsing, normalising. Touches no database. */
export async function readTask(task: Task, enrich: Enrich): Promise<ReadTask> {
  const batch = new Batch();
  const unread: number[] = [];
  for (const whole of task.wholes) {
    const content = unpack(whole);
    if (content) await readWhole(task.bundleId, whole, content, batch, enrich);
    else unread.push(whole.memberId);
    // The rows of the task before this one are on their way to the database: they must not wait for all of it.
    await setImmediate();
  }
  for (const chunk of task.chunks) readChunk(task.bundleId, chunk, batch, enrich);
  return { batch, unread };
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Null for a gzip that is damaged, or holds more than it claims: the streaming way finds out what can be read. */
function unpack({ bytes, isGzip }: WholeMember): Buffer | null {
  if (!isGzip) return toBuffer(bytes);
  try {
    return gunzipSync(bytes, { maxOutputLength: WHOLE_CONTENT_MAX });
  } catch {
    return null;
  }
}

async function* one(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}

async function readWhole(
  bundleId: number,
  whole: WholeMember,
  content: Buffer,
  batch: Batch,
  enrich: Enrich,
): Promise<void> {
  const { memberId, segmentId, path, bytes, isGzip, sha256 } = whole;
  const reader = readRecords(one(content));
  let records: RecordsToBatch | undefined;
  for await (const items of reader.batches()) {
    const { header } = reader;
    records ??= new RecordsToBatch(
      { bundleId, memberId, segmentId, path, content, memberOffset: 0, header, problemsMax: PROBLEMS_LISTED },
      batch,
      enrich,
    );
    for (const item of items) {
      if (item.kind === 'record') records.add(item);
      else records.problem(item.offset, item.ordinal, item.reason);
    }
  }
  records?.end();
  if (content.length > 0) {
    batch.segments.push({
      id: segmentId,
      memberId,
      memberOffset: 0,
      length: content.length,
      ...(isGzip ? { codec: 'gzip', data: bytes } : pack(content)),
    });
  }
  batch.members.push({
    id: memberId,
    path,
    envelope: reader.envelope,
    sha256,
    bytes: bytes.length,
    contentSha256: isGzip ? hash('sha256', content) : sha256,
    contentBytes: content.length,
    header: reader.header,
    keptAs: isGzip ? 'whole' : 'segments',
  });
}

/** Text as a segment holds it. */
export function pack(content: Buffer): Pick<NewSegment, 'codec' | 'data'> {
  if (content.length < PACKED_BYTES_MIN) return { codec: 'none', data: content };
  return { codec: 'gzip', data: gzipSync(content, { level: 1 }) };
}

function readChunk(bundleId: number, chunk: Chunk, batch: Batch, enrich: Enrich): void {
  const { memberId, segmentId, path, memberOffset, header } = chunk;
  const content = toBuffer(chunk.bytes);
  const problemsMax = memberOffset < LISTED_UP_TO ? PROBLEMS_LISTED : 0;
  const records = new RecordsToBatch(
    { bundleId, memberId, segmentId, path, content, memberOffset, header, problemsMax },
    batch,
    enrich,
  );
  for (const { offset, ordinal, reason, isEnd } of chunk.problems) {
    records.problem(offset, ordinal, reason, isEnd);
  }
  for (const record of chunk.records) records.add(record);
  records.end();
  if (content.length > 0) {
    batch.segments.push({ id: segmentId, memberId, memberOffset, length: content.length, ...pack(content) });
  }
}
