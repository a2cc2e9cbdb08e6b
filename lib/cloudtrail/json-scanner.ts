import { formatBytes } from '../format';
import type { EnvelopeKind, RecordItem, RecordLimits, RecordScanner } from './envelope';
import { RECORD_DEPTH_MAX } from './parse-record';
import { RecordStartFinder, TAIL_BYTES } from './record-start';
import { ValueBytes } from './value-bytes';
import { ValueScanner } from './value-scanner';

const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const NEWLINE = 0x0a;
const RECORD_SEPARATOR = 0x1e;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Bytes that may be read again beyond four times the member, which keeps hostile damage linear. */
const REREAD_BYTES_FREE = 64 * 1024 * 1024;

type Mode =
  /** Between top-level values. */
  | 'top'
  /** In text that is no JSON, up to the end of the line. */
  | 'junk'
  /** In a top-level object. */
  | 'document'
  /** Between the records of a list. */
  | 'list'
  /** In an object or array that stands in a list. */
  | 'element'
  /** In a string, or in another scalar, that stands in a list. */
  | 'string'
  | 'scalar'
  /** After damage: looking for the next document, or for the next record of the list. */
  | 'seekDocument'
  | 'seekElement';

/**
 * Cuts a stream of JSON text into records without parsing it. Memory holds one piece and one record.
 *
 * After damage it goes back to the start of the damaged record and looks for the next one from there, so a missing
 * bracket never takes the following records along.
 */
export class JsonScanner implements RecordScanner {
  private readonly source: ValueBytes;
  private readonly value = new ValueScanner();
  private readonly finder = new RecordStartFinder();
  private mode: Mode = 'top';
  private items: RecordItem[] = [];
  private ordinal = 0;
  private slices = 0;
  /** Earliest position of the current bytes that a search after damage may still find. */
  private seekFrom = 0;

  private isObject = true;
  private isEscaped = false;
  private isListInDocument = false;
  private documentHasRecords = false;

  private documents = 0;
  private isFirstArray = false;
  private sawRecords = false;
  private sawNewline = false;
  private isConcatenated = false;
  private isInJunk = false;

  constructor(private readonly limits: RecordLimits) {
    this.source = new ValueBytes(limits.recordBytesMax);
  }

  push(piece: Buffer): RecordItem[] {
    this.items = [];
    this.source.append(piece);
    this.scan(0);
    const { length } = this.source.bytes;
    const isSeeking = this.mode === 'seekDocument' || this.mode === 'seekElement';
    const rest = isSeeking ? Math.max(this.seekFrom, length - TAIL_BYTES) : length;
    this.source.endPiece(rest);
    this.seekFrom = 0;
    return this.items;
  }

  end(failure?: string): RecordItem[] {
    this.items = [];
    const cause = failure === undefined ? 'the file ends' : `${failure}; the data ends`;
    let isReported = false;
    while (this.mode === 'document' || this.mode === 'element') {
      const isInRecord = !(this.mode === 'document' && this.documentHasRecords);
      // Only the first is news: what follows it are attempts to read on inside a record cut short.
      if (!isReported) this.reportEnd(isInRecord, `truncated: ${cause}`);
      isReported = true;
      this.scan(this.seekAgain(this.source.bytes.length));
    }
    if (!isReported && (this.mode === 'list' || this.mode === 'string' || this.mode === 'scalar')) {
      this.problem(this.source.end, `truncated: ${cause} before the end of the list of records`);
    } else if (!isReported && failure !== undefined) {
      this.problem(this.source.end, failure);
    }
    return this.items;
  }

  envelope(): EnvelopeKind {
    if (this.slices === 0) return this.ordinal > 0 || this.isInJunk ? 'not-json' : 'empty';
    if (this.documents > 1) return this.isConcatenated ? 'concatenated' : 'jsonl';
    if (this.isFirstArray) return 'array';
    return this.sawRecords ? 'records' : 'single';
  }

  private scan(from: number): void {
    let position = from;
    while (position < this.source.bytes.length) position = this.step(position);
  }

  /** Reads on in the current mode; returns the position to go on at, which is in new bytes after a rewind. */
  private step(position: number): number {
    switch (this.mode) {
      case 'top':
        return this.stepTop(position);
      case 'junk':
        return this.stepJunk(position);
      case 'list':
        return this.stepList(position);
      case 'string':
        return this.stepString(position);
      case 'scalar':
        return this.stepScalar(position);
      case 'document':
      case 'element':
        return this.stepValue(position);
      case 'seekDocument':
      case 'seekElement':
        return this.stepSeek(position);
    }
  }

  private stepTop(position: number): number {
    const byte = this.source.bytes[position] as number;
    if (byte === OPEN_OBJECT) {
      this.beginDocument(false);
      this.documentHasRecords = false;
      return this.beginValue(position, 'document', false);
    }
    if (byte === OPEN_ARRAY) {
      this.beginDocument(true);
      this.isListInDocument = false;
      this.mode = 'list';
      return position + 1;
    }
    if (byte === NEWLINE) this.sawNewline = true;
    const at = this.source.base + position;
    const isBlank =
      isWhite(byte) || byte === COMMA || byte === RECORD_SEPARATOR || byte === BYTE_ORDER_MARK[at];
    if (isBlank) return position + 1;
    if (!this.isInJunk) this.problem(at, 'not JSON');
    this.isInJunk = true;
    this.mode = 'junk';
    return position;
  }

  private stepJunk(position: number): number {
    const newline = this.source.bytes.indexOf(NEWLINE, position);
    if (newline < 0) return this.source.bytes.length;
    this.mode = 'top';
    return newline;
  }

  private stepList(position: number): number {
    const byte = this.source.bytes[position] as number;
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      return this.beginValue(position, 'element', byte === OPEN_ARRAY);
    }
    if (isWhite(byte) || byte === COMMA) return position + 1;
    if (byte === CLOSE_ARRAY) {
      this.mode = this.isListInDocument ? 'document' : 'top';
      if (this.isListInDocument) this.value.resumeAfterRecords();
      return position + 1;
    }
    const at = this.source.base + position;
    if (byte === QUOTE) {
      this.problem(at, 'a JSON string, not an object');
      this.mode = 'string';
    } else if (isScalar(byte)) {
      this.problem(at, 'a JSON scalar, not an object');
      this.mode = 'scalar';
    } else {
      this.problem(at, `malformed JSON: unexpected ${name(byte)} at byte ${at}`);
      this.seekFrom = position + 1;
      this.mode = 'seekElement';
    }
    return position + 1;
  }

  private stepString(position: number): number {
    const byte = this.source.bytes[position];
    if (this.isEscaped) this.isEscaped = false;
    else if (byte === BACKSLASH) this.isEscaped = true;
    else if (byte === QUOTE) this.mode = 'list';
    return position + 1;
  }

  private stepScalar(position: number): number {
    if (isScalar(this.source.bytes[position] as number)) return position + 1;
    this.mode = 'list';
    return position;
  }

  private stepValue(from: number): number {
    const position = this.value.run(this.source.bytes, from);
    const at = this.source.base + position;
    switch (this.value.stop) {
      case 'more':
        return position;
      case 'done':
        this.endValue(position);
        return position;
      case 'records':
        this.source.release();
        this.sawRecords = true;
        this.documentHasRecords = true;
        this.isListInDocument = true;
        this.mode = 'list';
        return position;
      case 'deep':
        this.source.release();
        this.problem(this.source.start, `nested deeper than ${RECORD_DEPTH_MAX} levels`);
        return this.seekAgain(position);
      case 'damage': {
        const start = this.documentHasRecords && this.mode === 'document' ? at : this.source.start;
        const found = name(this.source.bytes[position] as number);
        this.problem(start, `malformed JSON: unexpected ${found} at byte ${at}`);
        return this.seekAgain(position);
      }
    }
  }

  private stepSeek(position: number): number {
    const { bytes, base } = this.source;
    const found = this.finder.find(bytes, base, position, this.mode === 'seekElement');
    if (!found) return bytes.length;
    this.mode = found.isDocument ? 'top' : 'list';
    this.sawNewline ||= found.isDocument;
    return found.position;
  }

  private beginDocument(isArray: boolean): void {
    if (this.documents === 0) this.isFirstArray = isArray;
    else if (!this.sawNewline) this.isConcatenated = true;
    this.documents += 1;
    this.sawNewline = false;
    this.isInJunk = false;
  }

  private beginValue(position: number, mode: 'document' | 'element', isArray: boolean): number {
    this.mode = mode;
    this.isObject = !isArray;
    this.source.begin(position);
    this.value.begin(isArray, mode === 'document');
    return position + 1;
  }

  private endValue(end: number): void {
    const isDocument = this.mode === 'document';
    this.mode = isDocument ? 'top' : 'list';
    if (isDocument && this.documentHasRecords) return;
    const bytes = this.source.take(end);
    const { start } = this.source;
    this.source.release();
    if (!bytes) {
      this.problem(start, `longer than ${formatBytes(this.limits.recordBytesMax)}`);
    } else if (!this.isObject) {
      this.problem(start, 'a JSON array, not an object');
    } else {
      const { ordinal } = this;
      const { needsExactParse } = this.value;
      this.items.push({
        kind: 'record',
        bytes,
        offset: start,
        length: bytes.length,
        ordinal,
        needsExactParse,
      });
      this.ordinal += 1;
      this.slices += 1;
      this.finder.learn(bytes);
    }
  }

  /** Leaves a damaged value: the search goes on right after its start if that is still there, else from here. */
  private seekAgain(position: number): number {
    this.mode = this.mode === 'document' ? 'seekDocument' : 'seekElement';
    this.isInJunk = true;
    const isBack = this.source.rewind(REREAD_BYTES_FREE + 4 * this.source.end);
    this.source.release();
    this.seekFrom = isBack ? 1 : position;
    return this.seekFrom;
  }

  private reportEnd(isInRecord: boolean, reason: string): void {
    if (isInRecord) this.problem(this.source.start, `${reason} inside this record`);
    else this.problem(this.source.end, `${reason} before the last bracket`);
  }

  private problem(offset: number, reason: string): void {
    this.items.push({ kind: 'problem', offset, ordinal: this.ordinal, reason });
    this.ordinal += 1;
  }
}

function isWhite(byte: number): boolean {
  return byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09;
}

function isScalar(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2d || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a);
}

/** A byte as a person would name it. */
function name(byte: number): string {
  if (byte === NEWLINE) return 'line break';
  return byte > 0x20 && byte < 0x7f
    ? `'${String.fromCharCode(byte)}'`
    : `byte 0x${byte.toString(16).padStart(2, '0')}`;
}
