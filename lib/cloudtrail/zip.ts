import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import type { Expansion } from './expansion';
import { inflate } from './inflate';

const STORED = 0;
const DEFLATED = 8;

/** A file in a zip, or why it cannot be read. */
export type ZipEntry = { readonly name: string } & (
  | { readonly bytes: AsyncIterable<Buffer> }
  | { readonly problem: string }
);

/** Reads the entries of a zip on disk, in the order of its directory. Throws when the directory cannot be read. */
export async function* readZip(
  file: string,
  expansion: Expansion,
): AsyncGenerator<ZipEntry, void, undefined> {
  // Names are decoded here: yauzl would refuse the whole archive for one name that steps out of it.
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false, decodeStrings: false });
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entryName(entry);
      if (name.endsWith('/')) continue;
      const problem = entryProblem(entry);
      yield problem === undefined ? { name, bytes: entryBytes(zip, entry, expansion) } : { name, problem };
    }
  } finally {
    zip.close();
  }
}

function entryName(entry: Entry): string {
  return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
}

function entryProblem(entry: Entry): string | undefined {
  if (entry.isEncrypted()) return 'encrypted';
  const { compressionMethod: method } = entry;
  return method === STORED || method === DEFLATED ? undefined : `compressed by an unknown method (${method})`;
}

async function* entryBytes(
  zip: ZipFile,
  entry: Entry,
  expansion: Expansion,
): AsyncGenerator<Buffer, void, undefined> {
  const stored = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  const bytes = entry.compressionMethod === STORED ? stored : inflate(stored, 'deflate', expansion);
  let checksum = 0;
  for await (const piece of bytes as AsyncIterable<Buffer>) {
    checksum = crc32(piece, checksum);
    yield piece;
  }
  if (checksum !== entry.crc32) throw new Error('the checksum of the zip entry does not match');
}

/** Writes a zip that arrives as a stream to a temporary file, as its directory stands at the end. */
export async function spool(
  bytes: AsyncIterable<Buffer>,
  folder: string | undefined,
): Promise<{ readonly file: string; remove(): Promise<void> }> {
  const directory = await mkdtemp(join(folder ?? tmpdir(), 'trailhound-zip-'));
  const remove = () => rm(directory, { recursive: true, force: true });
  const file = join(directory, 'archive.zip');
  try {
    const handle = await open(file, 'w');
    try {
      for await (const piece of bytes) await handle.writeFile(piece);
    } finally {
      await handle.close();
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { file, remove };
}
