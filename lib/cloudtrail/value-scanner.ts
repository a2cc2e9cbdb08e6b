import { KEY_TRIE, keyAt, NO_NODE, ROOT_NODE } from './key-trie';
import { isWrapper, ListKey, type ListKeyId } from './list-keys';
import { RECORD_DEPTH_MAX } from './parse-record';
import { Action, BYTE_CLASS, STATE_COUNT, State, TRANSITIONS } from './scan-table';

/**
 * Why a scan stopped: the bytes ran out, the value is complete, a list opened under its `Records` key or under a key
 * that may hold what carries records, a byte stood where JSON allows none, or the value nests too deeply.
 */
export type Stop = 'more' | 'done' | 'records' | 'list' | 'damage' | 'deep';

/** Where in a document a list of records stands: below these keys of objects inside each other. */
export type ListPlace = readonly ListKeyId[];

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
/** Bytes at which the scan of a string has to look up. JSON has no line breaks in strings: one is damage. */
const STRING_STOP = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === QUOTE || byte === BACKSLASH || byte === NEWLINE ? 1 : 0,
);

/** From here on an integer may exceed what a JavaScript number holds. */
const EXACT_DIGITS = 16;

const OUTSIDE = 0;
const IN_VALUE = 1;
const IN_KEY = 2;

const OBJECT = 1;
const ARRAY = 2;
/** Levels at which lists of records stand: Kibana has `rawResponse`, `hits` and `hits` inside each other. */
const WATCHED_MAX = 3;

/** Finds the end of one JSON object (or row) in bytes that come in pieces. It can stop and go on at any byte. */
export class ValueScanner {
  stop: Stop = 'more';
  /** The value holds a number or key that `JSON.parse` would not keep as it stands. */
  needsExactParse = false;
  private state: number = State.ObjectStart;
  /** The state after a value in the innermost object or array. */
  private after: number = State.ObjectAfter;
  private depth = 0;
  private readonly stack = new Uint8Array(RECORD_DEPTH_MAX + 2);
  private string = OUTSIDE;
  /** Bytes of the next piece to pass over: the one after a backslash at the end of this piece. */
  private skip = 0;
  /** How far a key of a watched object agrees with the keys that matter. */
  private keyNode: number = NO_NODE;
  /** The key that has just been read in the watched object. */
  private key: ListKeyId = ListKey.none;
  /** The keys of the objects around the watched one. */
  private wrappers: ListKeyId[] = [];
  private watchedDepth = 1;

  /** Prepares for an object, or an array, whose opening bracket has just been read. */
  begin(isArray = false): void {
    this.depth = 0;
    this.enter(isArray);
    this.string = OUTSIDE;
    this.skip = 0;
    this.needsExactParse = false;
    this.keyNode = NO_NODE;
    this.key = ListKey.none;
    this.watchedDepth = 1;
    if (this.wrappers.length > 0) this.wrappers = [];
  }

  /** Where the list stands at which the scan has stopped; its own key comes last. */
  get listPlace(): ListPlace {
    return [...this.wrappers, this.key];
  }

  /** Prepares for the rest of an object whose list at that place has just been closed. */
  resumeAfterList(place: ListPlace): void {
    this.begin();
    this.wrappers = place.slice(0, -1);
    while (this.depth < place.length) this.enter(false);
    this.watchedDepth = place.length;
    this.state = State.ObjectAfter;
  }

  /** Goes into the list at which the scan has stopped, as into any other value. */
  enterList(): void {
    this.key = ListKey.none;
    this.enter(true);
  }

  /** Goes on at `start`; returns the position after what was read (at the culprit when `stop` is `damage`). */
  run(bytes: Buffer, start: number): number {
    const end = bytes.length;
    let position = start + this.skip;
    this.skip = 0;
    this.stop = 'more';
    if (this.string !== OUTSIDE) position = this.passString(bytes, position);
    let state = this.state;
    while (position < end && this.stop === 'more') {
      const action = TRANSITIONS[(state << 4) | (BYTE_CLASS[bytes[position] as number] as number)] as number;
      if (action < STATE_COUNT) {
        state = action;
        position += 1;
      } else if (action <= Action.ValueString) {
        // Strings are most of a record: those that hold nothing special and end in this piece are passed here.
        position += 1;
        const isKey = this.beginString(action, bytes, position);
        if (this.keyNode === NO_NODE) {
          while (position < end && STRING_STOP[bytes[position] as number] === 0) position += 1;
        }
        if (position < end && bytes[position] === QUOTE && this.keyNode === NO_NODE) {
          position += 1;
          state = isKey ? State.Colon : this.after;
        } else {
          this.string = isKey ? IN_KEY : IN_VALUE;
          position = this.passString(bytes, position);
          state = this.state;
        }
      } else {
        this.state = state;
        this.stop = this.act(action, bytes, position);
        state = this.state;
        if (this.stop !== 'damage') position += 1;
      }
    }
    this.state = state;
    this.skip = Math.max(0, position - end);
    return position - this.skip;
  }

  private act(action: number, bytes: Buffer, position: number): Stop {
    switch (action) {
      case Action.OpenObject:
        if (this.depth >= RECORD_DEPTH_MAX) return 'deep';
        if (this.key !== ListKey.none) this.watch();
        this.enter(false);
        return 'more';
      case Action.OpenArray:
        if (this.depth >= RECORD_DEPTH_MAX) return 'deep';
        if (this.key !== ListKey.none && this.isListNext)
          return this.key === ListKey.Records && this.depth === 1 ? 'records' : 'list';
        this.enter(true);
        return 'more';
      case Action.CloseObject:
      case Action.CloseArray:
        if (this.depth === this.watchedDepth && this.depth > 1) this.unwatch();
        this.depth -= 1;
        if (this.depth === 0) return 'done';
        this.after = this.stack[this.depth] === OBJECT ? State.ObjectAfter : State.ArrayAfter;
        this.state = this.after;
        return 'more';
      case Action.Number:
        this.needsExactParse ||= isNumberExact(bytes, position);
        this.state = this.after === State.ObjectAfter ? State.ObjectScalar : State.ArrayScalar;
        return 'more';
      default:
        return 'damage';
    }
  }

  /** Whether the key before this array is one of the watched object; below `hits` there is only `hits`. */
  private get isListNext(): boolean {
    if (this.depth !== this.watchedDepth) return false;
    return (this.wrappers.at(-1) === ListKey.hits) === (this.key === ListKey.hits);
  }

  /** Looks out for lists in the object that is about to open, when its key says that it wraps them. */
  private watch(): void {
    const isNext = this.depth === this.watchedDepth && this.depth < WATCHED_MAX && isWrapper(this.key);
    if (isNext && this.wrappers.at(-1) !== ListKey.hits) {
      this.wrappers.push(this.key);
      this.watchedDepth += 1;
    }
    this.key = ListKey.none;
  }

  private unwatch(): void {
    this.wrappers.pop();
    this.watchedDepth -= 1;
    this.key = ListKey.none;
  }

  private enter(isArray: boolean): void {
    this.depth += 1;
    this.stack[this.depth] = isArray ? ARRAY : OBJECT;
    this.after = isArray ? State.ArrayAfter : State.ObjectAfter;
    this.state = isArray ? State.ArrayStart : State.ObjectStart;
  }

  /** Notes what matters about a string whose quote has just been passed; true when it is a key. */
  private beginString(action: number, bytes: Buffer, position: number): boolean {
    if (action !== Action.KeyString) return false;
    // JavaScript would move a key that looks like an integer before all others.
    const first = bytes[position];
    if (first === undefined || first === BACKSLASH || isDigit(first)) this.needsExactParse = true;
    if (this.depth === this.watchedDepth) {
      this.key = ListKey.none;
      const isPossible = first === undefined || KEY_TRIE[(ROOT_NODE << 8) | first] !== NO_NODE;
      if (isPossible) this.keyNode = ROOT_NODE;
    }
    return true;
  }

  /** Reads to the end of the string, or of the piece, with everything that may occur in one. */
  private passString(bytes: Buffer, start: number): number {
    let position = this.keyNode === NO_NODE ? start : this.matchKey(bytes, start);
    while (position < bytes.length) {
      const byte = bytes[position] as number;
      if (byte === QUOTE) {
        this.endString();
        return position + 1;
      }
      if (byte === NEWLINE) {
        this.stop = 'damage';
        return position;
      }
      position += byte === BACKSLASH ? 2 : 1;
    }
    return position;
  }

  /** Compares a key of a watched object byte by byte, as it may be cut by the end of a piece. */
  private matchKey(bytes: Buffer, start: number): number {
    let position = start;
    while (position < bytes.length && this.keyNode !== NO_NODE && bytes[position] !== QUOTE) {
      this.keyNode = KEY_TRIE[(this.keyNode << 8) | (bytes[position] as number)] as number;
      if (this.keyNode !== NO_NODE) position += 1;
    }
    return position;
  }

  private endString(): void {
    if (this.string === IN_KEY) {
      this.state = State.Colon;
      if (this.keyNode !== NO_NODE) this.key = keyAt(this.keyNode);
    } else {
      this.state = this.after;
    }
    this.keyNode = NO_NODE;
    this.string = OUTSIDE;
  }
}

/** True for a number with a point, an exponent or many digits, for `-0`, and for one cut by the end of the piece. */
function isNumberExact(bytes: Buffer, start: number): boolean {
  let position = start;
  while (position < bytes.length && isDigit(bytes[position] as number)) position += 1;
  if (position >= bytes.length || position - start >= EXACT_DIGITS) return true;
  const next = (bytes[position] as number) | 0x20;
  if (position === start) return bytes[start] !== 0x2d || isNegativeExact(bytes, start + 1);
  return next === 0x2e || next === 0x65;
}

function isNegativeExact(bytes: Buffer, start: number): boolean {
  return bytes[start] === 0x30 || isNumberExact(bytes, start);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
