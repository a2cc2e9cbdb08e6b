import { createReadStream, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import {
  type CloudTrailRecord,
  type DecodedRecord,
  decodeRecord,
  type Member,
  type MemberOptions,
  type MemberRefusal,
  openMembers,
  parseRecord,
  type RecordLimits,
  type RecordProblem,
  type RecordReader,
  type RecordSlice,
  readRecords,
  recordProblem,
} from '../../../lib/cloudtrail';

/** Real trails and upstream expectations, used in place when they are there; none of it is part of the project. */
export const CORPUS = path.resolve(import.meta.dirname, '../../../../shared/corpus');
export const hasCorpus = existsSync(CORPUS);

export function corpusFiles(folder: string, isWanted: (name: string) => boolean): string[] {
  return readdirSync(path.join(CORPUS, folder), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && isWanted(file.name))
    .map((file) => path.join(file.parentPath, file.name))
    .sort();
}

/** Streams bytes in pieces of a fixed size, or of the sizes listed and then the rest. */
export async function* pieces(bytes: Buffer, sizes: number | readonly number[]): AsyncGenerator<Buffer> {
  let position = 0;
  for (let index = 0; position < bytes.length; index += 1) {
    const size = typeof sizes === 'number' ? sizes : (sizes[index] ?? bytes.length);
    yield bytes.subarray(position, position + size);
    position += size;
  }
}

export interface Read {
  readonly envelope: RecordReader['envelope'];
  readonly slices: RecordSlice[];
  readonly problems: RecordProblem[];
  /** What the slices parse to; a slice that is no JSON gives its reason. */
  readonly values: unknown[];
}

/** Reads text as one member. */
export async function read(
  content: string | Buffer,
  sizes: number | readonly number[] = 64 * 1024,
  limits?: RecordLimits,
): Promise<Read> {
  const bytes = Buffer.from(content);
  const reader = readRecords(pieces(bytes, sizes), limits);
  const slices: RecordSlice[] = [];
  const problems: RecordProblem[] = [];
  for await (const item of reader) {
    if (item.kind === 'record') slices.push(item);
    else problems.push(item);
  }
  for (const slice of slices) {
    const exact = bytes.subarray(slice.offset, slice.offset + slice.length);
    if (!exact.equals(slice.bytes))
      throw new Error(`Slice ${slice.ordinal} is not what stands at its offset.`);
  }
  const values = slices.map((slice) => {
    const parsed = parseRecord(slice.bytes, slice.needsExactParse);
    return parsed.ok ? parsed.record : parsed.reason;
  });
  return { envelope: reader.envelope, slices, problems, values };
}

export interface DecodedMember {
  readonly envelope: RecordReader['envelope'];
  readonly header: string | null;
  /** What became of every slice that may become an event. */
  readonly events: Extract<DecodedRecord, { ok: true }>[];
  /** Why the others may not, and what the reader reported, in the order of the member. */
  readonly reasons: string[];
}

/** Reads text as one member and decodes every slice of it alone, from its place in the bytes, as a store does. */
export async function decode(
  content: string | Buffer,
  sizes: number | readonly number[] = 64 * 1024,
  limits?: RecordLimits,
): Promise<DecodedMember> {
  const bytes = Buffer.from(content);
  const reader = readRecords(pieces(bytes, sizes), limits);
  const events: Extract<DecodedRecord, { ok: true }>[] = [];
  const reasons: string[] = [];
  for await (const item of reader) {
    if (item.kind === 'problem') {
      reasons.push(item.reason);
      continue;
    }
    const { offset, length } = item;
    const decoded = decodeRecord(bytes.subarray(offset, offset + length), { header: reader.header });
    const reason = decoded.ok ? recordProblem(decoded.record) : decoded.reason;
    if (decoded.ok && reason === null) events.push(decoded);
    else reasons.push(reason ?? '');
  }
  return { envelope: reader.envelope, header: reader.header, events, reasons };
}

export function parse(text: string): CloudTrailRecord {
  const parsed = parseRecord(Buffer.from(text));
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.record;
}

/** A plausible record; `id` tells it from others. */
export function record(id: number, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::111122223333:user/u${id}`, userName: `u${id}` },
    eventTime: '2024-03-01T10:00:00Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    awsRegion: 'eu-west-1',
    eventID: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    ...more,
  };
}

export interface OpenedMember {
  readonly path: string;
  readonly content: Buffer;
  readonly member: Member;
  /** Why the stream broke off, when it did. */
  readonly failure?: string;
}

/** Opens a file and reads every member in it. */
export async function openAll(
  file: string,
  options: MemberOptions & { readonly isStreamed?: boolean } = {},
): Promise<{ members: OpenedMember[]; refusals: MemberRefusal[] }> {
  const members: OpenedMember[] = [];
  const refusals: MemberRefusal[] = [];
  const source = {
    path: path.basename(file),
    file: options.isStreamed ? undefined : file,
    open: () => createReadStream(file),
  };
  for await (const opened of openMembers(source, options)) {
    if (opened.kind !== 'member') {
      refusals.push(opened);
      continue;
    }
    const read: Buffer[] = [];
    let failure: string | undefined;
    try {
      for await (const piece of opened.stream) read.push(piece);
    } catch (error) {
      failure = String(error);
    }
    members.push({ path: opened.path, content: Buffer.concat(read), member: opened, failure });
  }
  return { members, refusals };
}

/** Runs with a file of that name and content in a folder that is removed afterwards. */
export async function withFile<Result>(
  name: string,
  content: Buffer,
  use: (file: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), 'trailhound-test-'));
  try {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface ZipFile {
  readonly name: string;
  readonly content: Buffer;
  readonly isStored?: boolean;
  readonly flags?: number;
  readonly method?: number;
  /** Damage to do to the compressed bytes. */
  readonly damage?: (compressed: Buffer) => Buffer;
}

/** Writes a zip, valid unless told otherwise. */
export function zip(files: readonly ZipFile[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    const packed = file.isStored ? file.content : deflateRawSync(file.content);
    const data = file.damage?.(packed) ?? packed;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE((file.flags ?? 0) | 0x0800, 2);
    common.writeUInt16LE(file.method ?? (file.isStored ? 0 : 8), 4);
    common.writeUInt32LE(crc32(file.content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(file.content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const entry = Buffer.alloc(14);
    const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, entry]);
    central.writeUInt32LE(offset, central.length - 4);
    directory.push(central, name);
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), common, name, data);
    offset += 4 + common.length + name.length + data.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, list, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
