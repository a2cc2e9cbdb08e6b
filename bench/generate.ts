import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { DAY_MS, MINUTE_MS } from '../lib/time';
import { Draw, weighted } from './events/draw';
import { EventMaker } from './events/record';

const compress = promisify(gzip);

/** Files that are compressed and written while the next ones are made: zlib has threads of its own. */
const FILES_IN_FLIGHT = 8;
const START = Date.UTC(2026, 2, 1);
const DAYS = 20;
/** CloudTrail delivers about every five minutes what happened within the last fifteen. */
const SPAN_MS = 15 * MINUTE_MS;

const ACCOUNTS = weighted([
  [40, '111122223333'],
  [25, '444455556666'],
  [15, '777788889999'],
  [12, '123456789012'],
  [8, '210987654321'],
]);
const REGIONS = weighted([
  [35, 'eu-west-1'],
  [30, 'us-east-1'],
  [12, 'eu-central-1'],
  [10, 'us-west-2'],
  [8, 'ap-southeast-2'],
  [5, 'ap-northeast-1'],
]);

/** Which events: the same choice makes the same files. */
export interface EventChoice {
  readonly events: number;
  readonly seed: number;
  /** Files of 1 to 10 records, as quiet accounts have them, instead of 300 to 1,000. */
  readonly smallFiles: boolean;
}

export interface GeneratedFile {
  /** Below the folder, in the layout of a log bucket. */
  readonly path: string;
  /** `{"Records":[…]}` */
  readonly text: string;
  readonly records: number;
}

/** What lies in a folder of generated events. */
export interface GeneratedFolder {
  readonly folder: string;
  readonly events: number;
  readonly files: number;
  /** Bytes of JSON, and of the compressed files. */
  readonly jsonBytes: number;
  readonly gzipBytes: number;
}

/** Makes the files one after the other, oldest first; nothing but the current one is held. */
export function* generateFiles({ events, seed, smallFiles }: EventChoice): Generator<GeneratedFile> {
  const draw = new Draw(seed, 'events');
  const maker = new EventMaker(draw);
  const [least, most] = smallFiles ? [1, 10] : [300, 1000];
  for (let made = 0; made < events; ) {
    const records = Math.min(draw.integer(least, most), events - made);
    const end = START + SPAN_MS + Math.floor((made / events) * (DAYS * DAY_MS - SPAN_MS));
    const scene = { account: draw.pick(ACCOUNTS), region: draw.pick(REGIONS) };
    const texts = Array.from({ length: records }, () =>
      JSON.stringify(maker.next({ ...scene, at: end - draw.integer(1, SPAN_MS) })),
    );
    yield {
      path: filePath(scene.account, scene.region, end, draw),
      text: `{"Records":[${texts.join(',')}]}`,
      records,
    };
    made += records;
  }
}

function filePath(account: string, region: string, end: number, draw: Draw): string {
  const iso = new Date(end).toISOString();
  const stamp = `${iso.slice(0, 16).replaceAll(/[-:]/g, '')}Z`;
  const day = iso.slice(0, 10).replaceAll('-', '/');
  const name = `${account}_CloudTrail_${region}_${stamp}_${draw.base32(16)}.json.gz`;
  return path.join('AWSLogs', account, 'CloudTrail', region, day, name);
}

/** Writes the files below `folder`, which is made. */
export async function writeEvents(
  folder: string,
  choice: EventChoice,
  signal: AbortSignal,
): Promise<GeneratedFolder> {
  const total = { events: 0, files: 0, jsonBytes: 0, gzipBytes: 0 };
  const write = async (file: GeneratedFile): Promise<void> => {
    const bytes = Buffer.from(file.text);
    const compressed = await compress(bytes, { level: 6 });
    const place = path.join(folder, file.path);
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, compressed);
    total.events += file.records;
    total.files += 1;
    total.jsonBytes += bytes.length;
    total.gzipBytes += compressed.length;
  };
  const inFlight = new Set<Promise<void>>();
  for (const file of generateFiles(choice)) {
    signal.throwIfAborted();
    const writing = write(file).finally(() => inFlight.delete(writing));
    inFlight.add(writing);
    if (inFlight.size >= FILES_IN_FLIGHT) await Promise.race(inFlight);
  }
  await Promise.all(inFlight);
  return { folder, ...total };
}

/** The folder of a choice, made unless an earlier run kept it. */
export async function cachedEvents(choice: EventChoice, signal: AbortSignal): Promise<GeneratedFolder> {
  const folder = path.join(tmpdir(), 'trailhound-bench', `events-${await cacheKey(choice)}`);
  const known = await readFile(path.join(folder, 'summary.json'), 'utf8').catch(() => null);
  if (known) return JSON.parse(known) as GeneratedFolder;
  const scratch = `${folder}.partial`;
  await rm(scratch, { recursive: true, force: true });
  try {
    const written = await writeEvents(path.join(scratch, 'logs'), choice, signal);
    const summary = { ...written, folder: path.join(folder, 'logs') };
    await writeFile(path.join(scratch, 'summary.json'), JSON.stringify(summary));
    await rename(scratch, folder);
    return summary;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Removes what `cachedEvents` made. */
export async function removeEvents({ folder }: GeneratedFolder): Promise<void> {
  await rm(path.dirname(folder), { recursive: true, force: true });
}

/** Seed, size and the generator itself: events of an older generator are not taken for today's. */
async function cacheKey({ events, seed, smallFiles }: EventChoice): Promise<string> {
  const hash = createHash('sha256');
  const made = (await readdir(path.join(import.meta.dirname, 'events'))).map((name) => `events/${name}`);
  for (const source of ['generate.ts', ...made.sort()]) {
    hash.update(await readFile(path.join(import.meta.dirname, source)));
  }
  return `${seed}-${events}${smallFiles ? '-small' : ''}-${hash.digest('hex').slice(0, 8)}`;
}
