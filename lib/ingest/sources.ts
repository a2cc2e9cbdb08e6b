import { createReadStream } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { MemberSource } from '../cloudtrail';
import { AppError } from '../errors';

/** One file on disk to be ingested. */
export interface SourceFile {
  /** Name for people, relative to what was named on the command line or dropped. */
  readonly label: string;
  readonly file: string;
  readonly bytes: number;
}

/** Files below a folder, in name order. Symbolic links inside it are not followed: they could lead anywhere. */
async function* walk(folder: string, label: string): AsyncGenerator<SourceFile> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    const name = label ? `${label}/${entry.name}` : entry.name;
    if (entry.isDirectory()) yield* walk(file, name);
    else if (entry.isFile()) yield { label: name, file, bytes: (await lstat(file)).size };
  }
}

/** A name that none of the others has: members are told apart by their labels. */
function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let copy = 2; taken.has(unique); copy += 1) unique = `${name} (${copy})`;
  taken.add(unique);
  return unique;
}

/** The files behind the given paths. Throws a refusal that names the path that does not exist. */
export async function listSources(paths: readonly string[]): Promise<SourceFile[]> {
  const sources: SourceFile[] = [];
  const taken = new Set<string>();
  for (const given of paths) {
    const info = await stat(given).catch(() => null);
    if (!info) throw new AppError('not_found', `There is no file or folder ${given}.`);
    const name = uniqueName(path.basename(given), taken);
    if (info.isDirectory()) {
      for await (const source of walk(given, paths.length > 1 ? name : '')) sources.push(source);
    } else {
      sources.push({ label: name, file: given, bytes: info.size });
    }
  }
  return sources;
}

/** A source for `openMembers`; `onBytes` hears what is read from the file as it streams. */
export function toMemberSource(source: SourceFile, onBytes: (count: number) => void): MemberSource {
  return {
    path: source.label,
    file: source.file,
    open() {
      const stream = createReadStream(source.file, { highWaterMark: 256 * 1024 });
      stream.on('data', (chunk) => onBytes(chunk.length));
      return stream;
    },
  };
}
