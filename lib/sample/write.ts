import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { SampleFile } from './deliver';
import { generateSample } from './generate';

export interface WrittenSample {
  readonly files: number;
  /** Records in all files, those delivered twice counted twice. */
  readonly records: number;
  readonly bytes: number;
}

/** Where gzip's header names the operating system; 255 is "unknown". */
const GZIP_OS_OFFSET = 9;

/** The bytes of one file. Node writes no time into the header; the system's number is blanked out here. */
export function encodeSampleFile({ records }: SampleFile): Buffer {
  const bytes = gzipSync(JSON.stringify({ Records: records }), { level: 6 });
  bytes[GZIP_OS_OFFSET] = 255;
  return bytes;
}

/** Writes the sample below `directory`, in the folders of a CloudTrail log bucket. */
export async function writeSample(
  directory: string,
  options: { readonly seed?: number } = {},
): Promise<WrittenSample> {
  const { files } = generateSample(options);
  const folders = new Set(files.map((file) => path.dirname(path.join(directory, file.path))));
  for (const folder of folders) await mkdir(folder, { recursive: true });
  let bytes = 0;
  for (const file of files) {
    const content = encodeSampleFile(file);
    await writeFile(path.join(directory, file.path), content);
    bytes += content.length;
  }
  return { files: files.length, records: files.reduce((sum, { records }) => sum + records.length, 0), bytes };
}
