import { formatBytes } from '../format';
import type { EnvelopeKind, RecordItem, RecordLimits, RecordScanner } from './envelope';
import {
  BYTE_ORDER_MARK,
  byteName,
  CLOSE_ARRAY,
  COMMA,
  isBlank,
  isScalar,
  NEWLINE,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  RECORD_SEPARATOR,
} from './json-bytes';
import { JsonLayout } from './json-layout';
import { LineStamp } from './line-stamp';
import { judgeList, ListKey, OPENING_BYTES } from './list-keys';
import { ListScalar } from './list-scalar';
import { RECORD_DEPTH_MAX } from './parse-record';
import { RecordItems } from './record-items';
import { RecordStartFinder, TAIL_BYTES } from './record-start';
import { ValueBytes } from './value-bytes';
import { type ListPlace, ValueScanner } from './value-scanner';

/** Bytes that may be read again beyond four times the member, which keeps hostile damage linear. */
const REREAD_BYTES_FREE = 64 * 1024 * 1024;

type Mode =
  /** Between top-level values. */
  | 'top'
  /** In the time before the JSON of an exported log line. */
  | 'stamp'
  /** In text that is no JSON, up to the end of the line. */
  | 'junk'
  /** In an object: a record, or what holds a list of records. */
  | 'object'
  /** At a list that may hold records, as its first bytes will tell. */
  | 'opening'
  /** Between the records of a list. */
  | 'list'
  /** In a string, number or word that stands in a list. */
  | 'scalar'
  /** After damage: looking for the next record or document. */
  | 'seek';

/** What is open around a position: a list of objects, a list of rows, or the object that holds a list. */
type Container = 'list' | 'rows' | ListPlace;

/** Lists in lists, and objects with a `Records` list in lists, as tools that collect files into one write them. */
const CONTAINERS_MAX = 32;

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
  private readonly found = new RecordItems();
  /** Earliest position of the current bytes that a search after damage may still find. */
  private seekFrom = 0;

  private readonly scalar = new ListScalar();
  /** A comma stands before the next value of the list; a scalar without one is debris of a damaged record. */
  private isSeparated = false;
  private readonly stamp = new LineStamp();
  /** Position of the current bytes where a list opens that has still to be judged. */
  private openingAt = 0;
  private containers: Container[] = [];
  /** The object being read is the envelope on top of the containers, behind its list. */
  private isBehindList = false;

  private readonly layout = new JsonLayout();
  private isInJunk = false;

  constructor(private readonly limits: RecordLimits) {
    this.source = new ValueBytes(limits.recordBytesMax);
  }

  push(piece: Buffer): RecordItem[] {
    this.source.append(piece);
    this.scan(0);
    const { length } = this.source.bytes;
    this.source.endPiece(this.keptFrom(length));
    this.seekFrom = 0;
    return this.found.take();
  }

  /** Earliest of the current bytes that have to be seen again together with the next piece. */
  private keptFrom(length: number): number {
    if (this.mode === 'opening') return this.openingAt;
    return this.mode === 'seek' ? Math.max(this.seekFrom, length - TAIL_BYTES) : length;
  }

  end(failure?: string): RecordItem[] {
    if (this.mode === 'opening') this.scan(this.enterOpening(0));
    if (this.mode === 'stamp') this.junk(this.stamp.start);
    const cause = failure === undefined ? 'the file ends' : `${failure}; the data ends`;
    let isReported = false;
    while (this.mode === 'object') {
      // Only the first is news: what follows it are attempts to read on inside a record cut short.
      if (!isReported) this.reportEnd(`truncated: ${cause}`);
      isReported = true;
      this.scan(this.seekAgain(this.source.bytes.length));
    }
    if (!isReported && (this.mode === 'list' || this.mode === 'scalar')) {
      this.found.problem(this.source.end, `truncated: ${cause} before the end of the list of records`);
    } else if (!isReported && failure !== undefined) {
      this.found.problem(this.source.end, failure);
    }
    return this.found.take();
  }

  envelope(): EnvelopeKind {
    if (this.found.slices > 0) return this.layout.kind();
    return this.found.hasAny || this.isInJunk ? 'not-json' : 'empty';
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
      case 'stamp':
        return this.stepStamp(position);
      case 'junk':
        return this.stepJunk(position);
      case 'opening':
        return this.stepOpening(position);
      case 'list':
        return this.stepList(position);
      case 'scalar':
        return this.stepScalar(position);
      case 'object':
        return this.stepObject(position);
      case 'seek':
        return this.stepSeek(position);
    }
  }

  private stepTop(position: number): number {
    const byte = this.source.bytes[position] as number;
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      this.layout.document(byte === OPEN_ARRAY);
      this.isInJunk = false;
      return byte === OPEN_ARRAY ? this.openList(position) : this.beginValue(position);
    }
    if (byte === NEWLINE) this.layout.newline();
    const at = this.source.base + position;
    const isGap =
      isBlank(byte) || byte === COMMA || byte === RECORD_SEPARATOR || byte === BYTE_ORDER_MARK[at];
    if (isGap) return position + 1;
    if (isDigit(byte)) {
      this.stamp.begin(at);
      this.mode = 'stamp';
    } else {
      this.junk(at);
    }
    return position;
  }

  private junk(at: number): void {
    if (!this.isInJunk) this.found.problem(at, 'not JSON');
    this.isInJunk = true;
    this.mode = 'junk';
  }

  private stepStamp(from: number): number {
    const { next, position } = this.stamp.read(this.source.bytes, from);
    if (next === 'junk') this.junk(this.stamp.start);
    if (next !== 'object') return position;
    this.layout.document(false);
    this.layout.stamp();
    this.isInJunk = false;
    return this.beginValue(position);
  }

  private stepJunk(position: number): number {
    const newline = this.source.bytes.indexOf(NEWLINE, position);
    if (newline < 0) return this.source.bytes.length;
    this.mode = 'top';
    return newline;
  }

  private stepList(position: number): number {
    const byte = this.source.bytes[position] as number;
    if (byte === OPEN_OBJECT) return this.beginValue(position);
    if (byte === OPEN_ARRAY && this.containers.at(-1) === 'rows') return this.beginValue(position, true);
    if (byte === OPEN_ARRAY && this.containers.length < CONTAINERS_MAX) return this.openList(position);
    if (byte === COMMA) this.isSeparated = true;
    if (isBlank(byte) || byte === COMMA) return position + 1;
    if (byte === CLOSE_ARRAY) {
      this.isSeparated = false;
      this.containers.pop();
      const outer = this.containers.at(-1);
      this.isBehindList = typeof outer === 'object';
      if (typeof outer === 'object') this.value.resumeAfterList(outer);
      this.mode = this.isBehindList ? 'object' : this.outerMode();
      return position + 1;
    }
    const at = this.source.base + position;
    if (this.isSeparated && (byte === QUOTE || isScalar(byte))) {
      if (byte === QUOTE) this.source.begin(position);
      else this.found.problem(at, 'a JSON scalar, not an object');
      this.isSeparated = false;
      this.scalar.begin(byte);
      this.mode = 'scalar';
    } else {
      this.found.problem(at, `malformed JSON: unexpected ${byteName(byte)} at byte ${at}`);
      this.seekFrom = position + 1;
      this.mode = 'seek';
    }
    return position + 1;
  }

  private stepScalar(position: number): number {
    const end = this.scalar.end(this.source.bytes, position);
    if (end === null) return this.source.bytes.length;
    this.mode = 'list';
    if (this.scalar.isString) this.endString(end);
    return end;
  }

  /** A list of `CloudTrailEvent` alone is a list of strings that hold JSON. */
  private endString(end: number): void {
    const bytes = this.source.take(end);
    const { start } = this.source;
    this.source.release();
    if (bytes?.[1] === OPEN_OBJECT) this.found.record(bytes, start, false);
    else this.found.problem(start, 'a JSON string, not an object');
  }

  private stepObject(from: number): number {
    const position = this.value.run(this.source.bytes, from);
    const at = this.source.base + position;
    switch (this.value.stop) {
      case 'more':
        return position;
      case 'done':
        this.endObject(position);
        return position;
      case 'records':
        this.layout.records();
        return this.openRecords(position - 1, 'list');
      case 'list':
        this.mode = 'opening';
        return position - 1;
      case 'deep':
        this.source.release();
        this.found.problem(this.source.start, `nested deeper than ${RECORD_DEPTH_MAX} levels`);
        return this.seekAgain(position);
      case 'damage': {
        const start = this.isBehindList ? at : this.source.start;
        const found = byteName(this.source.bytes[position] as number);
        this.found.problem(start, `malformed JSON: unexpected ${found} at byte ${at}`);
        return this.seekAgain(position);
      }
    }
  }

  private stepOpening(position: number): number {
    const { bytes } = this.source;
    const opening = bytes.toString('latin1', position, position + OPENING_BYTES);
    const [key = ListKey.none] = this.value.listPlace.slice(-1);
    const verdict = judgeList(key, opening);
    if (verdict === undefined) {
      this.openingAt = position;
      return bytes.length;
    }
    return verdict === 'none' ? this.enterOpening(position) : this.openRecords(position, verdict);
  }

  /** The list is a value of the object like any other. */
  private enterOpening(position: number): number {
    this.value.enterList();
    this.mode = 'object';
    return position + 1;
  }

  /** The list holds records, or what carries them: the object around it is only their envelope. */
  private openRecords(position: number, kind: 'list' | 'rows'): number {
    this.source.release();
    if (this.isBehindList) this.containers.pop();
    this.containers.push(this.value.listPlace);
    return this.openList(position, kind);
  }

  private stepSeek(position: number): number {
    const { bytes, base } = this.source;
    const found = this.finder.find(bytes, base, position, this.containers.length > 0);
    if (!found) return bytes.length;
    if (found.isDocument) {
      this.containers = [];
      this.layout.newline();
    }
    this.mode = this.outerMode();
    return found.position;
  }

  private beginValue(position: number, isArray = false): number {
    this.mode = 'object';
    this.isSeparated = false;
    this.isBehindList = false;
    this.source.begin(position);
    this.value.begin(isArray);
    return position + 1;
  }

  private openList(position: number, kind: 'list' | 'rows' = 'list'): number {
    this.containers.push(kind);
    this.isSeparated = true;
    this.mode = 'list';
    return position + 1;
  }

  /** Where reading goes on when the value at hand is done. */
  private outerMode(): Mode {
    return this.containers.length > 0 ? 'list' : 'top';
  }

  private endObject(end: number): void {
    if (this.isBehindList) {
      this.containers.pop();
      this.isBehindList = false;
      this.mode = this.outerMode();
      return;
    }
    this.mode = this.outerMode();
    const bytes = this.source.take(end);
    const { start } = this.source;
    this.source.release();
    if (!bytes) {
      this.found.problem(start, `longer than ${formatBytes(this.limits.recordBytesMax)}`);
      return;
    }
    this.found.record(bytes, start, this.value.needsExactParse);
    this.finder.learn(bytes);
  }

  /** Leaves a damaged value: the search goes on right after its start if that is still there, else from here. */
  private seekAgain(position: number): number {
    // Behind its list an envelope has nothing left to lose; whatever follows is a document of its own.
    if (this.isBehindList) this.containers.pop();
    this.isBehindList = false;
    this.mode = 'seek';
    this.isInJunk = true;
    const isBack = this.source.rewind(REREAD_BYTES_FREE + 4 * this.source.end);
    this.source.release();
    this.seekFrom = isBack ? 1 : position;
    return this.seekFrom;
  }

  private reportEnd(reason: string): void {
    if (this.isBehindList) this.found.problem(this.source.end, `${reason} before the last bracket`);
    else this.found.problem(this.source.start, `${reason} inside this record`);
  }
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
