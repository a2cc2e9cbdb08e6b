import { errorMessage } from '../errors';
import { ContentClassifier } from './content-classifier';
import { csvEnvelope } from './csv-envelope';
import {
  DEFAULT_RECORD_LIMITS,
  type EnvelopeKind,
  type EnvelopeReader,
  type RecordItem,
  type RecordLimits,
  type RecordScanner,
} from './envelope';
import { jsonEnvelope } from './json-envelope';
import { SNIFF_BYTES } from './sniff';

/** Every envelope family, most particular first. The JSON reader copes with any text, so it comes last. */
const READERS: readonly EnvelopeReader[] = [csvEnvelope, jsonEnvelope];

/** As many as the opening of members looks at, so that both decide alike; headers of tables are long. */
const HEAD_BYTES = SNIFF_BYTES;

/** The records of one member; iterate it once, by item or by piece. */
export interface RecordReader extends AsyncIterable<RecordItem> {
  /** The same items in arrays, one per piece of the stream: an asynchronous step per record costs more than the scan. */
  batches(): AsyncIterable<RecordItem[]>;
  /** How the records lie in the member. Final once the iteration has ended. */
  readonly envelope: EnvelopeKind;
  /** What `decodeRecord` needs beside a slice: the first line of a CSV, else null. Final once the first batch is out. */
  readonly header: string | null;
}

/** The reader for content that begins like this, or undefined when none recognises it. */
export function findReader(head: Buffer): EnvelopeReader | undefined {
  const start = head.subarray(0, HEAD_BYTES);
  return READERS.find((reader) => reader.detects(start));
}

/**
 * Cuts the decompressed bytes of a member into records. Never throws: when the bytes break off with an error, what
 * came before is kept and the error becomes the last problem.
 */
export function readRecords(
  bytes: AsyncIterable<Buffer>,
  limits: RecordLimits = DEFAULT_RECORD_LIMITS,
): RecordReader {
  return new MemberReader(bytes, limits);
}

class MemberReader implements RecordReader {
  private scanner: RecordScanner | undefined;
  private readonly content = new ContentClassifier();

  constructor(
    private readonly bytes: AsyncIterable<Buffer>,
    private readonly limits: RecordLimits,
  ) {}

  get envelope(): EnvelopeKind {
    return this.content.refine(this.scanner?.envelope() ?? 'empty');
  }

  get header(): string | null {
    return this.scanner?.header ?? null;
  }

  async *[Symbol.asyncIterator](): AsyncIterator<RecordItem> {
    for await (const batch of this.batches()) yield* batch;
  }

  async *batches(): AsyncIterable<RecordItem[]> {
    let failure: string | undefined;
    let head: Buffer = Buffer.alloc(0);
    try {
      for await (const piece of this.bytes) {
        let next = piece;
        if (!this.scanner) {
          head = head.length > 0 ? Buffer.concat([head, piece]) : piece;
          if (head.length < HEAD_BYTES) continue;
          this.scanner = this.createScanner(head);
          next = head;
        }
        yield* this.checked(this.scanner.push(next));
      }
    } catch (error) {
      failure = errorMessage(error);
    }
    if (!this.scanner) {
      this.scanner = this.createScanner(head);
      yield* this.checked(this.scanner.push(head));
    }
    yield* this.checked(this.scanner.end(failure));
  }

  private createScanner(head: Buffer): RecordScanner {
    return (findReader(head) ?? jsonEnvelope).createScanner(this.limits);
  }

  private *checked(items: RecordItem[]): Iterable<RecordItem[]> {
    if (items.length === 0) return;
    this.content.look(items, this.header);
    yield items;
  }
}
