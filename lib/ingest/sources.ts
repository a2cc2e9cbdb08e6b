import { createReadStream } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { MemberSource } from '../cloudtrail';
import { memberLabel } from '../cloudtrail/member-path';
import { AppError } from '../errors';

/** One file to be ingested. */
export interface SourceFile {
  /** Name for people, relative to what was named on the command line or dropped. */
  readonly label: string;
  readonly bytes: number;
  /** Where it lies on this machine. */
  readonly file?: string;
  /** Starts reading from the beginning what lies elsewhere. */
  readonly open?: () => AsyncIterable<Buffer>;
  /**
   * Brings the bytes of what lies elsewhere here, ahead of its turn (see `fetchAhead`), and gives an `open` that does
   * not wait. Rejects when that failed for now.
   */
  readonly fetch?: (signal: AbortSignal) => Promise<() => AsyncIterable<Buffer>>;
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
export function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let copy = 2; taken.has(unique); copy += 1) unique = `${name} (${copy})`;
  taken.add(unique);
  return unique;
}

/** The files behind the given paths. Throws a refusal that names the path that does not exist. */
export async function listSources(paths: readonly string[]): Promise<SourceFile[]> {
  const sources: SourceFile[] = [];
  const taken = new Set<string>();
  const labels = new Set<string>();
  // What people read, and what tells one file from another: a backslash in a name is no folder.
  const add = (source: SourceFile) =>
    sources.push({ ...source, label: uniqueName(memberLabel(source.label.replaceAll('\\', '_')), labels) });
  for (const given of paths) {
    const info = await stat(given).catch(() => null);
    if (!info) throw new AppError('not_found', `There is no file or folder ${given}.`);
    const name = uniqueName(path.basename(given), taken);
    if (info.isDirectory()) {
      for await (const source of walk(given, paths.length > 1 ? name : '')) add(source);
    } else {
      add({ label: name, file: given, bytes: info.size });
    }
  }
  return sources;
}

/** A source for `openMembers`; `onBytes` hears what is read from the file as it streams. */
export function toMemberSource(source: SourceFile, onBytes: (count: number) => void): MemberSource {
  const { label, file, open } = source;
  if (open) return { path: label, open: () => counted(open(), onBytes) };
  if (file === undefined) throw new Error(`The source ${label} is nowhere.`);
  return {
    path: label,
    file,
    open() {
      const stream = createReadStream(file, { highWaterMark: 256 * 1024 });
      stream.on('data', (chunk) => onBytes(chunk.length));
      return stream;
    },
  };
}

async function* counted(
  bytes: AsyncIterable<Buffer>,
  onBytes: (count: number) => void,
): AsyncGenerator<Buffer, void, undefined> {
  for await (const piece of bytes) {
    onBytes(piece.length);
    yield piece;
  }
}
