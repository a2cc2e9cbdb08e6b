/**
 * A byte-driven automaton over the structure of JSON, outside strings. It checks where values, keys, commas and
 * brackets may stand, so that damage shows within a few bytes; what scalars spell is left to the parser.
 */

/** Where the scan is inside a value. */
export const State = {
  ObjectStart: 0,
  ObjectKey: 1,
  Colon: 2,
  Value: 3,
  ArrayStart: 4,
  ArrayValue: 5,
  ObjectAfter: 6,
  ArrayAfter: 7,
  ObjectScalar: 8,
  ArrayScalar: 9,
} as const;

/** What a byte makes the scan do; numbers below `STATE_COUNT` are states to go to. */
export const Action = {
  KeyString: 16,
  ValueString: 17,
  OpenObject: 18,
  OpenArray: 19,
  CloseObject: 20,
  CloseArray: 21,
  Number: 22,
  Damage: 23,
} as const;

export const STATE_COUNT = 10;

const CLASSES = {
  blank: 0,
  quote: 1,
  openObject: 2,
  closeObject: 3,
  openArray: 4,
  closeArray: 5,
  colon: 6,
  comma: 7,
  scalar: 8,
  digit: 9,
  bad: 10,
} as const;

type ByteClass = keyof typeof CLASSES;

function classOf(byte: number): ByteClass {
  const char = String.fromCharCode(byte);
  if (' \t\r\n'.includes(char)) return 'blank';
  if (/[0-9-]/.test(char)) return 'digit';
  if (/[A-Za-z+.]/.test(char)) return 'scalar';
  const marks: Readonly<Record<string, ByteClass>> = {
    '"': 'quote',
    '{': 'openObject',
    '}': 'closeObject',
    '[': 'openArray',
    ']': 'closeArray',
    ':': 'colon',
    ',': 'comma',
  };
  return marks[char] ?? 'bad';
}

/** Class of every byte, to be combined with a state: `TRANSITIONS[(state << 4) | BYTE_CLASS[byte]]`. */
export const BYTE_CLASS = Uint8Array.from({ length: 256 }, (_, byte) => CLASSES[classOf(byte)]);

const VALUE: Partial<Record<ByteClass, number>> = {
  quote: Action.ValueString,
  openObject: Action.OpenObject,
  openArray: Action.OpenArray,
  digit: Action.Number,
};

const AFTER_OBJECT_VALUE: Partial<Record<ByteClass, number>> = {
  blank: State.ObjectAfter,
  comma: State.ObjectKey,
  closeObject: Action.CloseObject,
};

const AFTER_ARRAY_VALUE: Partial<Record<ByteClass, number>> = {
  blank: State.ArrayAfter,
  comma: State.ArrayValue,
  closeArray: Action.CloseArray,
};

/** Legal bytes by state; everything else is damage. A comma before a closing bracket is left to the parser. */
const RULES: Record<keyof typeof State, Partial<Record<ByteClass, number>>> = {
  ObjectStart: { blank: State.ObjectStart, quote: Action.KeyString, closeObject: Action.CloseObject },
  ObjectKey: { blank: State.ObjectKey, quote: Action.KeyString, closeObject: Action.CloseObject },
  Colon: { blank: State.Colon, colon: State.Value },
  Value: { ...VALUE, blank: State.Value, scalar: State.ObjectScalar },
  ArrayStart: { ...VALUE, blank: State.ArrayStart, scalar: State.ArrayScalar, closeArray: Action.CloseArray },
  ArrayValue: { ...VALUE, blank: State.ArrayValue, scalar: State.ArrayScalar, closeArray: Action.CloseArray },
  ObjectAfter: AFTER_OBJECT_VALUE,
  ArrayAfter: AFTER_ARRAY_VALUE,
  ObjectScalar: { ...AFTER_OBJECT_VALUE, scalar: State.ObjectScalar, digit: State.ObjectScalar },
  ArrayScalar: { ...AFTER_ARRAY_VALUE, scalar: State.ArrayScalar, digit: State.ArrayScalar },
};

export const TRANSITIONS = buildTransitions();

function buildTransitions(): Uint8Array {
  const table = new Uint8Array(STATE_COUNT << 4).fill(Action.Damage);
  for (const [name, state] of Object.entries(State)) {
    const rule = RULES[name as keyof typeof State];
    for (const [byteClass, action] of Object.entries(rule)) {
      table[(state << 4) | CLASSES[byteClass as ByteClass]] = action;
    }
  }
  return table;
}
