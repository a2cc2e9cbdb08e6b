import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { zip } from '../unit/cloudtrail/support';
import type { TestFolder } from './bundles';
import { eventId } from './records';

/** Files on disk, with what the evidence of each member has to give back. */
export interface Trail {
  readonly folder: string;
  readonly contents: ReadonlyMap<string, Buffer>;
}

/** What reading the trail gives, by hand; see `writeTrail`. */
export const TRAIL_COUNTS = {
  /** The file of something else is none of ours: 60 small ones, a copy, two streams, two in an archive. */
  members: 65,
  /** 60 files of 250, two streams of 14,000 and 8,000, two in an archive. */
  inserted: 37_002,
  /** One record of each stream in each small file, one in every tenth of them, one in a thousand lines, and the copy. */
  duplicates: 60 * 2 + 6 + 14 + 8 + 252,
  conflicts: 6 + 14 + 8,
  /** Eight foreign lines, and the file of something else. */
  skipped: 9,
  errors: 8 + 8,
} as const;

const SMALL_FILES = 60;
const SMALL_RECORDS = 250;
const PADDING = 'x'.repeat(480);

function record(n: number, more = ''): string {
  const time = new Date(Date.UTC(2026, 1, 20) + n * 60_000).toISOString();
  return `{"eventID":"${eventId(n)}","eventTime":"${time}","eventName":"E${n % 7}","eventSource":"s3.amazonaws.com","awsRegion":"eu-west-1","recipientAccountId":"111122223333","userAgent":"${n}${PADDING}"${more}}`;
}

/** Records from `first` on; every `each`-th comes twice, and once more with another body. */
function records(first: number, count: number, each: number): string[] {
  const lines: string[] = [];
  for (let n = 0; n < count; n += 1) {
    lines.push(record(first + n));
    if (n % each === each - 1) lines.push(record(first + n), record(first + n, ',"forged":true'));
  }
  return lines;
}

const STREAM_GZIP = 100_000;
const STREAM_PLAIN = 200_000;

function smallFile(index: number): string {
  const first = index * SMALL_RECORDS;
  const repeats = index % 10 === 0 ? SMALL_RECORDS : Number.POSITIVE_INFINITY;
  const own = records(first, SMALL_RECORDS, repeats);
  return `{"Records":[${[...own, record(STREAM_GZIP + index), record(STREAM_PLAIN + index)].join(',')}]}`;
}

/** 8,000 events with lines that are broken, foreign, or without a time. */
function plainLines(): string {
  return records(STREAM_PLAIN, 8000, 1000)
    .flatMap((line) =>
      line.endsWith('"forged":true}')
        ? [line, '{"eventID": broken', '{"hello":"world"}', '{"eventTime":"never","eventName":"X"}']
        : [line],
    )
    .map((line) => `${line}\n`)
    .join('');
}

/**
 * Enough to work in threads for some seconds: many small files, a gzip and a plain file that are read as streams, an
 * archive, a copy, a file of something else, and repetitions, conflicts and damage all along.
 */
export async function writeTrail(into: TestFolder, name: string): Promise<Trail> {
  const contents = new Map<string, Buffer>();
  const write = async (member: string, content: string, pack: (text: string) => Buffer = gzipSync) => {
    contents.set(member, Buffer.from(content));
    await into.write(path.join(name, member), pack(content));
  };
  for (let index = 0; index < SMALL_FILES; index += 1) {
    await write(`small/${String(index).padStart(3, '0')}.json.gz`, smallFile(index));
  }
  await into.write(path.join(name, 'small/copy.json.gz'), gzipSync(smallFile(7)));
  await write('large.json.gz', `{"Records":[${records(STREAM_GZIP, 14_000, 1000).join(',\n')}]}`);
  await write('large.jsonl', plainLines(), (text) => Buffer.from(text));
  await into.write(path.join(name, 'notes.txt'), 'nothing to see');
  await into.write(
    path.join(name, 'two.zip'),
    zip([0, 1].map((n) => ({ name: `${n}.json.gz`, content: gzipSync(record(300_000 + n)) }))),
  );
  return { folder: path.join(into.path, name), contents };
}
