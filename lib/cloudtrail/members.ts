import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { errorMessage } from '../errors';
import { ByteReader } from './byte-reader';
import { DEFAULT_EXPANSION_LIMITS, Expansion, type ExpansionLimits } from './expansion';
import { inflate, inflateHead } from './inflate';
import { isJunk, MemberLabels, memberLabel } from './member-path';
import { findReader } from './records';
import { SNIFF_BYTES, sniff } from './sniff';
import { readTar } from './tar';
import { readZip, spool } from './zip';

/** Members up to here are handed out whole: a CloudTrail file is smaller by far. */
const WHOLE_BYTES_MAX = 4 * 1024 * 1024;
/** The same for what a gzip holds: one event is read back by unpacking all of it. */
export const WHOLE_CONTENT_MAX = 8 * 1024 * 1024;
const GZIP_BYTES_MIN = 18;

/** A file to be opened: an upload, or a file on disk. */
export interface MemberSource {
  /** Name for people; the path of every member begins with it. */
  readonly path: string;
  /** Where the bytes lie on disk. A zip without it is first copied to a temporary file. */
  readonly file?: string;
  /** Starts reading the bytes from the beginning; called once. */
  open(): Readable | AsyncIterable<Buffer>;
}

/** A file that may hold records, decompressed. */
export interface Member {
  readonly kind: 'member';
  /** `bundle.zip/AWSLogs/…/x.json.gz`: a label, unique in its source, never to be opened. */
  readonly path: string;
  /**
   * The decompressed bytes, to be iterated once and before the next member is asked for. Throws, after everything
   * that could be read, when the data is damaged or breaks off.
   */
  readonly stream: AsyncIterable<Buffer>;
  /** All bytes of a small member as they came; null for one that has to be read as a stream. */
  readonly whole: WholeBytes | null;
  /** Whether the bytes as they came are not those of the stream: a gzip, or text in another encoding. */
  readonly isPacked: boolean;
  /** Hears the bytes as they came, from the first on, while the stream is read. Call it before that. */
  listen(listener: (piece: Buffer) => void): void;
  /** Checksums and sizes; throws before the stream has been read to its end (or to its failure). */
  summary(): MemberSummary;
}

/** The bytes of a small member as they came: its records' text, or a gzip of it that no one has unpacked yet. */
export interface WholeBytes {
  readonly bytes: Buffer;
  readonly isGzip: boolean;
  /** Length of the text; for a gzip what its trailer claims. */
  readonly contentBytes: number;
  readonly sha256: string;
}

export interface MemberSummary {
  /** SHA-256 (hex) and length of the bytes as they came, for a `.json.gz` those of the gzip file. */
  readonly sha256: string;
  readonly bytes: number;
  /** The same of the decompressed bytes; digest files of AWS list this one. */
  readonly contentSha256: string;
  readonly contentBytes: number;
}

/** A file that is none of our business, or could not be read. */
export interface MemberRefusal {
  readonly kind: 'skipped' | 'failed';
  readonly path: string;
  readonly reason: string;
}

export interface MemberOptions {
  readonly limits?: ExpansionLimits;
  /** Folder for temporary copies of zips inside archives; the system's by default. */
  readonly spoolFolder?: string;
  /** Give every member as a stream, the small ones too. */
  readonly isStreamed?: boolean;
  /** Members to pass over unread, such as those done before an interruption. */
  readonly isDone?: (path: string) => boolean;
}

/**
 * Opens a file and everything inside it: zip, tar and gzip, in each other to a bounded depth, told apart by content.
 *
 * Never throws for bad content: a part that cannot be read is yielded as `failed`, with its name, and the rest goes
 * on. Operating systems' leftovers and files that hold no JSON are yielded as `skipped`.
 */
export async function* openMembers(
  source: MemberSource,
  options: MemberOptions = {},
): AsyncGenerator<Member | MemberRefusal, void, undefined> {
  const expansion = new Expansion(options.limits ?? DEFAULT_EXPANSION_LIMITS);
  const context: Context = { options, expansion, labels: new MemberLabels() };
  const path = memberLabel(source.path);
  const raw = new Counter();
  const reader = new ByteReader(raw.through(source.open()));
  try {
    yield* expand(
      { path, reader, raw, rawReader: reader, file: source.file, archives: 0, layers: 0 },
      context,
    );
  } finally {
    await reader.close();
  }
}

interface Context {
  readonly options: MemberOptions;
  readonly expansion: Expansion;
  readonly labels: MemberLabels;
}

/** One stream on the way from the source to its records. */
interface Node {
  readonly path: string;
  readonly reader: ByteReader;
  /** Counts the bytes as they came, before gzip and text encodings are taken off. */
  readonly raw: Counter;
  readonly rawReader: ByteReader;
  readonly file?: string;
  readonly archives: number;
  /** gzip and encodings taken off so far. */
  readonly layers: number;
}

type Opened = AsyncGenerator<Member | MemberRefusal, void, undefined>;

async function* expand(node: Node, context: Context): Opened {
  const refuse = (kind: 'skipped' | 'failed', reason: string) => ({ kind, path: node.path, reason });
  try {
    const { depthMax } = context.expansion.limits;
    const mayBeWhole = node.layers === 0 && !context.options.isStreamed;
    const whole = mayBeWhole ? await node.reader.peekWhole(WHOLE_BYTES_MAX) : null;
    const head = await node.reader.peek(SNIFF_BYTES);
    const content = sniff(head);
    if (whole && content.kind === 'gzip' && isGzipOfRecords(whole)) {
      yield toMember(unwrap(node, inflate(node.reader.take(), 'gzip', context.expansion)), {
        bytes: whole,
        isGzip: true,
        contentBytes: gzipContentBytes(whole),
      });
      return;
    }
    const isArchive = content.kind === 'zip' || content.kind === 'tar';
    if (isArchive ? node.archives >= depthMax : node.layers > depthMax) {
      yield refuse('failed', `more than ${depthMax} archives inside each other`);
      return;
    }
    switch (content.kind) {
      case 'gzip':
        yield* expand(unwrap(node, inflate(node.reader.take(), 'gzip', context.expansion)), context);
        return;
      case 'utf-16le':
      case 'utf-16be':
        yield* expand(unwrap(node, toUtf8(node.reader.take(), content.kind)), context);
        return;
      case 'zip':
        node.raw.forget();
        yield* expandZip(node, context);
        return;
      case 'tar':
        node.raw.forget();
        yield* expandTar(node, context);
        return;
      case 'empty':
        yield refuse('skipped', 'empty');
        return;
      case 'other':
        yield refuse('skipped', `not CloudTrail: ${content.name}`);
        return;
      case 'text':
        yield findReader(head)
          ? toMember(node, whole && { bytes: whole, isGzip: false, contentBytes: whole.length })
          : refuse('skipped', 'not CloudTrail: plain text');
    }
  } catch (error) {
    yield refuse('failed', errorMessage(error));
  }
}

function unwrap(node: Node, bytes: AsyncIterable<Buffer>): Node {
  return { ...node, file: undefined, reader: new ByteReader(bytes), layers: node.layers + 1 };
}

async function* expandZip(node: Node, context: Context): Opened {
  const spooled =
    node.file === undefined ? await spool(node.reader.take(), context.options.spoolFolder) : undefined;
  try {
    for await (const entry of readZip(spooled?.file ?? node.file ?? '', context.expansion)) {
      const path = context.labels.next(node.path, entry.name);
      if ('problem' in entry) yield { kind: 'failed', path, reason: entry.problem };
      else yield* expandEntry({ path, name: entry.name, bytes: entry.bytes }, node, context);
    }
  } finally {
    await spooled?.remove();
  }
}

async function* expandTar(node: Node, context: Context): Opened {
  for await (const entry of readTar(node.reader)) {
    yield* expandEntry(
      { path: context.labels.next(node.path, entry.name), name: entry.name, bytes: entry.bytes },
      node,
      context,
    );
  }
}

async function* expandEntry(
  entry: { readonly path: string; readonly name: string; readonly bytes: AsyncIterable<Buffer> },
  parent: Node,
  context: Context,
): Opened {
  const { path } = entry;
  context.expansion.addMember();
  if (isJunk(entry.name)) {
    yield { kind: 'skipped', path, reason: 'left behind by an operating system' };
    return;
  }
  if (context.options.isDone?.(path)) return;
  const raw = new Counter();
  const reader = new ByteReader(raw.through(entry.bytes));
  yield* expand({ path, reader, raw, rawReader: reader, archives: parent.archives + 1, layers: 0 }, context);
}

/** Length of the content as the trailer of a gzip claims it, which only unpacking proves. */
function gzipContentBytes(gzip: Buffer): number {
  return gzip.length >= GZIP_BYTES_MIN ? gzip.readUInt32LE(gzip.length - 4) : Number.POSITIVE_INFINITY;
}

/** Whether a gzip holds text that some reader takes, and not too much of it: found out from its first bytes. */
function isGzipOfRecords(gzip: Buffer): boolean {
  if (gzipContentBytes(gzip) > WHOLE_CONTENT_MAX) return false;
  const head = inflateHead(gzip, SNIFF_BYTES);
  return head !== null && sniff(head).kind === 'text' && findReader(head) !== undefined;
}

function toMember(node: Node, whole: Omit<WholeBytes, 'sha256'> | null = null): Member {
  const isPlain = node.layers === 0;
  const content = isPlain ? node.raw : new Counter();
  if (!isPlain) content.forget();
  return {
    kind: 'member',
    path: node.path,
    // The stream behind has been read to its end, so the checksum is known.
    whole: whole && { ...whole, sha256: node.raw.result().sha256 },
    isPacked: !isPlain,
    listen: (listener) => node.raw.listen(listener),
    stream: isPlain ? readPlain(node) : content.through(readThrough(node)),
    summary: () => {
      const { sha256, bytes } = node.raw.result();
      const { sha256: contentSha256, bytes: contentBytes } = content.result();
      return { sha256, bytes, contentSha256, contentBytes };
    },
  };
}

async function* readPlain(node: Node): AsyncGenerator<Buffer, void, undefined> {
  node.raw.forget();
  yield* node.reader.take();
}

/** The decompressed bytes; after damage the rest is still read, so that the checksum covers the whole member. */
async function* readThrough(node: Node): AsyncGenerator<Buffer, void, undefined> {
  node.raw.forget();
  try {
    yield* node.reader.take();
  } catch (error) {
    await node.rawReader.skip(Number.POSITIVE_INFINITY).catch(() => {});
    throw error;
  }
}

/** Hashes and counts what passes through it, and keeps it until it is known whether anybody wants it. */
class Counter {
  private readonly hash: Hash = createHash('sha256');
  private bytes = 0;
  private isComplete = false;
  private sha256: string | undefined;
  private kept: Buffer[] | null = [];
  private listener: ((piece: Buffer) => void) | undefined;

  /** Nobody wants the pieces, or whoever does is listening already. */
  forget(): void {
    this.kept = null;
  }

  listen(listener: (piece: Buffer) => void): void {
    if (!this.kept) throw new Error('The member is being read already.');
    for (const piece of this.kept) listener(piece);
    this.listener = listener;
    this.kept = null;
  }

  async *through(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
    try {
      for await (const piece of source) {
        this.hash.update(piece);
        this.bytes += piece.length;
        this.kept?.push(piece);
        this.listener?.(piece);
        yield piece;
      }
    } finally {
      this.isComplete = true;
    }
  }

  result(): { readonly sha256: string; readonly bytes: number } {
    if (!this.isComplete) throw new Error('The member has not been read to its end.');
    this.sha256 ??= this.hash.digest('hex');
    return { sha256: this.sha256, bytes: this.bytes };
  }
}

async function* toUtf8(
  bytes: AsyncIterable<Buffer>,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncGenerator<Buffer, void, undefined> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of bytes) yield Buffer.from(decoder.decode(piece, { stream: true }));
  yield Buffer.from(decoder.decode());
}
