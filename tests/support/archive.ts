import { createWriteStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { encodeSampleFile, generateSample } from '@/lib/sample';

/** A .tar.gz of some of the sample's files and of others by name; returns its path. */
export async function writeArchive(
  name: string,
  options: {
    readonly sample?: (path: string) => boolean;
    readonly others?: Readonly<Record<string, string | Buffer>>;
  },
): Promise<string> {
  const file = path.join(await mkdtemp(path.join(os.tmpdir(), 'trailhound-archive-')), name);
  const archive = pack();
  for (const sampleFile of options.sample ? generateSample().files : []) {
    if (options.sample?.(sampleFile.path))
      archive.entry({ name: sampleFile.path }, encodeSampleFile(sampleFile));
  }
  for (const [entry, content] of Object.entries(options.others ?? {}))
    archive.entry({ name: entry }, content);
  archive.finalize();
  await pipeline(archive, createGzip(), createWriteStream(file));
  return file;
}
