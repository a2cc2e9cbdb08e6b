import { createWriteStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { beforeEach, expect, test } from 'vitest';
import { DATA_DIR, testFolder } from '../../support/bundles';
import { testDatabase } from '../../support/database';
import { emptyDatabase } from '../../support/detection';
import { testPrograms } from '../../support/processes';
import { eventId } from '../../support/records';

const database = testDatabase();
const folder = testFolder();
const start = testPrograms();

/** MEMORY_SCALE=7: a member of 1 GB; MEMORY_SCALE=10: 200,000 members. The bound is the same. */
const SCALE = Number(process.env.MEMORY_SCALE ?? 1);
const RECORDS = 37_500 * SCALE;
const MEMBERS = 20_000 * SCALE;
/** The program and its geo data take 390 MB; two threads' heaps, 130 MB each, fill up to their bound in time. */
const PEAK_MB_MAX = 800;
const PADDING = 'x'.repeat(3800);

beforeEach(() => emptyDatabase(database.db));

function record(n: number, padding: string): string {
  const time = new Date(Date.UTC(2026, 1, 1) + n * 1000).toISOString();
  return `{"eventID":"${eventId(n)}","eventTime":"${time}","eventName":"E${n % 7}","eventSource":"s3.amazonaws.com","awsRegion":"eu-west-1","userAgent":"agent ${n}","pad":"${padding}"}`;
}

/** One member of 4 KB a record, made as it is written. */
function* recordsFile(): Generator<string> {
  yield '{"Records":[';
  for (let n = 0; n < RECORDS; n += 1) yield `${n > 0 ? ',' : ''}${record(n, PADDING)}`;
  yield ']}';
}

/** A tar of one-record members: headers of its oldest form, which need nothing but a name and a size. */
function* tarOfSingles(): Generator<Buffer> {
  for (let n = 0; n < MEMBERS; n += 1) {
    const content = Buffer.from(record(n, ''));
    const header = Buffer.alloc(512);
    header.write(`trail/${n}.json`, 0);
    header.write('0000644\0', 100);
    header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    header.fill(' ', 148, 156);
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0`,
      148,
    );
    yield Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
  }
  yield Buffer.alloc(1024);
}

/** Ingests a file in a process of its own, and tells the most memory that it has ever held. */
async function peakMb(file: string): Promise<number> {
  const env = { DATABASE_URL: database.db.url, TRAILHOUND_DATA_DIR: DATA_DIR };
  const program = start(['ingest', file, '--json', '--no-evaluate'], env);
  let peak = 0;
  const timer = setInterval(() => {
    const status = program.process.exitCode === null ? readStatus(program.process.pid) : '';
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0));
  }, 50);
  const code = await program.ended;
  clearInterval(timer);
  expect(code, program.output()).toBe(0);
  return Math.round(peak / 1024);
}

function readStatus(pid: number | undefined): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

async function bundle() {
  return database.db.prisma.bundle.findFirstOrThrow();
}

// What a process holds at most is read from Linux' /proc.
test.skipIf(process.platform !== 'linux')(
  'one large member is read in memory that does not grow with it',
  { timeout: 600_000 },
  async () => {
    const file = path.join(folder.path, 'large.json.gz');
    await pipeline(Readable.from(recordsFile()), createGzip({ level: 1 }), createWriteStream(file));

    const peak = await peakMb(file);

    expect(await bundle()).toMatchObject({ status: 'done', members: 1, inserted: BigInt(RECORDS) });
    console.info(`${RECORDS} records of 4 KB in one member: ${peak} MB at most.`);
    expect(peak).toBeLessThan(PEAK_MB_MAX);
  },
);

test.skipIf(process.platform !== 'linux')(
  'very many small members are read in memory that does not grow with their number',
  { timeout: 600_000 },
  async () => {
    const file = path.join(folder.path, 'many.tar');
    await pipeline(Readable.from(tarOfSingles()), createWriteStream(file));

    const peak = await peakMb(file);

    expect(await bundle()).toMatchObject({ status: 'done', members: MEMBERS, inserted: BigInt(MEMBERS) });
    console.info(`${MEMBERS} members of one record: ${peak} MB at most.`);
    expect(peak).toBeLessThan(PEAK_MB_MAX);
  },
);
