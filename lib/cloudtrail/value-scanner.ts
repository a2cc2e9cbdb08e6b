import { RECORD_DEPTH_MAX } from './parse-record';
import { Action, BYTE_CLASS, STATE_COUNT, State, TRANSITIONS } from './scan-table';

/**
 * Why a scan stopped: the bytes ran out, the value is complete, the list under a top-level `Records` key opened,
 * a byte stood where JSON allows none, or the value nests too deeply.
 */
export type Stop = 'more' | 'done' | 'records' | 'damage' | 'deep';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const RECORDS_KEY = Buffer.from('Records');
const NO_MATCH = 255;

const OUTSIDE = 0;
const IN_VALUE = 1;
const IN_KEY = 2;

const OBJECT = 1;
const ARRAY = 2;

/** Finds the end of one JSON object or array in bytes that come in pieces. It can stop and go on at any byte. */
export class ValueScanner {
  stop: Stop = 'more';
  private state: number = State.ObjectStart;
  private depth = 0;
  private readonly stack = new Uint8Array(RECORD_DEPTH_MAX + 2);
  private string = OUTSIDE;
  /** Bytes of the next piece to pass over: the one after a backslash at the end of this piece. */
  private skip = 0;
  private watchesRecords = false;
  private keyMatch = 0;
  private recordsNext = false;

  /** Prepares for a value whose opening bracket has just been read. */
  begin(isArray: boolean, watchesRecords: boolean): void {
    this.state = isArray ? State.ArrayStart : State.ObjectStart;
    this.depth = 1;
    this.stack[1] = isArray ? ARRAY : OBJECT;
    this.string = OUTSIDE;
    this.skip = 0;
    this.watchesRecords = watchesRecords;
    this.recordsNext = false;
  }

  /** Prepares for the rest of a top-level object whose `Records` list has just been closed. */
  resumeAfterRecords(): void {
    this.begin(false, true);
    this.state = State.ObjectAfter;
  }

  /** Goes on at `start`; returns the position after what was read (at the culprit when `stop` is `damage`). */
  run(bytes: Buffer, start: number): number {
    let position = start + this.skip;
    let state = this.state;
    this.skip = 0;
    this.stop = 'more';
    const end = bytes.length;
    while (position < end) {
      if (this.string !== OUTSIDE) {
        position = this.passString(bytes, position);
        if (this.string !== OUTSIDE) break;
        state = this.state;
        continue;
      }
      const action = TRANSITIONS[(state << 4) | (BYTE_CLASS[bytes[position] as number] as number)] as number;
      if (action < STATE_COUNT) {
        state = action;
        position += 1;
        continue;
      }
      if (action === Action.ValueString) {
        this.string = IN_VALUE;
        position += 1;
        continue;
      }
      this.state = state;
      const stop = this.act(action);
      state = this.state;
      this.stop = stop;
      if (stop === 'damage') break;
      position += 1;
      if (stop !== 'more') break;
    }
    this.state = state;
    if (position > end) {
      this.skip = position - end;
      position = end;
    }
    return position;
  }

  private act(action: number): Stop {
    switch (action) {
      case Action.KeyString:
        this.string = IN_KEY;
        this.keyMatch = this.watchesRecords && this.depth === 1 ? 0 : NO_MATCH;
        return 'more';
      case Action.OpenObject:
      case Action.OpenArray:
        return this.open(action === Action.OpenArray);
      case Action.CloseObject:
      case Action.CloseArray:
        this.depth -= 1;
        if (this.depth === 0) return 'done';
        this.state = this.afterValue();
        return 'more';
      default:
        return 'damage';
    }
  }

  private open(isArray: boolean): Stop {
    if (isArray && this.recordsNext && this.depth === 1) return 'records';
    if (this.depth >= RECORD_DEPTH_MAX) return 'deep';
    this.depth += 1;
    this.stack[this.depth] = isArray ? ARRAY : OBJECT;
    this.state = isArray ? State.ArrayStart : State.ObjectStart;
    return 'more';
  }

  private afterValue(): number {
    return this.stack[this.depth] === OBJECT ? State.ObjectAfter : State.ArrayAfter;
  }

  /** Reads to the end of the string, or of the piece. JSON has no line breaks in strings: one is damage. */
  private passString(bytes: Buffer, start: number): number {
    let position =
      this.keyMatch === NO_MATCH || this.string === IN_VALUE ? start : this.matchKey(bytes, start);
    const end = bytes.length;
    while (position < end) {
      const byte = bytes[position] as number;
      if (byte === QUOTE) {
        this.endString();
        return position + 1;
      }
      if (byte === BACKSLASH) {
        position += 2;
      } else if (byte === NEWLINE) {
        this.stop = 'damage';
        return position;
      } else {
        position += 1;
      }
    }
    return position;
  }

  /** Compares a top-level key with `Records` byte by byte, as it may be cut by the end of a piece. */
  private matchKey(bytes: Buffer, start: number): number {
    let position = start;
    while (position < bytes.length && bytes[position] === RECORDS_KEY[this.keyMatch]) {
      this.keyMatch += 1;
      position += 1;
    }
    if (position < bytes.length && (bytes[position] !== QUOTE || this.keyMatch !== RECORDS_KEY.length)) {
      this.keyMatch = NO_MATCH;
    }
    return position;
  }

  private endString(): void {
    if (this.string === IN_KEY) {
      this.state = State.Colon;
      this.recordsNext = this.keyMatch === RECORDS_KEY.length;
    } else {
      this.state = this.afterValue();
    }
    this.string = OUTSIDE;
  }
}
