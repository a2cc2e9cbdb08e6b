/** Cuts a query into tokens; spaces and comments are left out. */
import { syntaxError } from '../kql/errors';

export type TokenKind = 'name' | 'string' | 'number' | 'sign' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** A name without backticks, the text a string stands for, a number or sign as written. */
  readonly text: string;
  /** For a name: no backticks, so that it may be a keyword. */
  readonly bare: boolean;
  readonly start: number;
  readonly end: number;
}

const SPACE = /[ \t\r\n\u00a0]+|\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const SEGMENT = /[A-Za-z_@][A-Za-z0-9_]*|`(?:[^`]|``)+`/y;
/** Behind a dot a name may start with a digit: `items.0x`. */
const NEXT_SEGMENT = /\.(?:[A-Za-z0-9_@]+|`(?:[^`]|``)+`)/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const RAW_STRING = /"""([\s\S]*?)"""("{0,2})/y;
const SIGN = /==|!=|<=|>=|[<>:=()[\],?!|+\-*/%.]/y;
/** Inside quotes: what needs no second look. */
const PLAIN = /[^"\\\r\n]+/y;

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
};

/** Words that may carry a tilde. */
const TILDE = /[A-Za-z]+~/y;

/**
 * Tokens in order; the last one is the end.
 *
 * @throws QuerySyntaxError
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const token = readToken(text, at);
    tokens.push(token);
    at = skipSpace(text, token.end);
  }
  tokens.push({ kind: 'end', text: '', bare: false, start: text.length, end: text.length });
  return tokens;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const length = run(SPACE, text, at).length;
    if (length === 0) break;
    at += length;
  }
  if (text.startsWith('/*', at)) {
    throw syntaxError(
      text,
      at,
      at + 2,
      (place) => `The comment ${place} is never closed: add */ where it ends.`,
    );
  }
  return at;
}

function readToken(text: string, at: number): Token {
  const char = text[at] ?? '';
  if (text.startsWith('"""', at)) return readRawString(text, at);
  if (char === '"') return readString(text, at);
  if (char === "'") {
    throw syntaxError(text, at, at + 1, (place) => `A text ${place} needs double quotes: write "…".`);
  }
  const tilde = run(TILDE, text, at);
  if (tilde !== '') return token('name', tilde, at, tilde.length, true);
  const number = run(NUMBER, text, at);
  if (number !== '') return token('number', number, at, number.length);
  const first = run(SEGMENT, text, at);
  if (first !== '') return readName(text, at, first);
  if (char === '`') {
    throw syntaxError(
      text,
      at,
      at + 1,
      (place) => `The backtick ${place} is never closed: add one where the field name ends.`,
    );
  }
  const sign = run(SIGN, text, at);
  if (sign !== '') return token('sign', sign, at, sign.length);
  const shown = String.fromCodePoint(text.codePointAt(at) ?? 0);
  throw syntaxError(
    text,
    at,
    at + shown.length,
    (place) => `${shown} ${place} has no meaning in EQL: put a text in "quotes", or remove it.`,
  );
}

function readName(text: string, start: number, first: string): Token {
  let at = start + first.length;
  const segments = [first];
  for (;;) {
    const next = run(NEXT_SEGMENT, text, at);
    if (next === '') break;
    segments.push(next.slice(1));
    at += next.length;
  }
  const name = segments.map(withoutBackticks).join('.');
  return token('name', name, start, at - start, !segments.some((segment) => segment.startsWith('`')));
}

function withoutBackticks(segment: string): string {
  return segment.startsWith('`') ? segment.slice(1, -1).replaceAll('``', '`') : segment;
}

/** `"""…"""`: nothing is escaped. Up to two quotation marks before the closing three belong to the text. */
function readRawString(text: string, start: number): Token {
  RAW_STRING.lastIndex = start;
  const match = RAW_STRING.exec(text);
  if (!match) {
    throw syntaxError(
      text,
      start,
      start + 3,
      (place) => `The """ ${place} is never closed: add """ where the text ends.`,
    );
  }
  return token('string', (match[1] ?? '') + (match[2] ?? ''), start, match[0].length);
}

function readString(text: string, start: number): Token {
  let value = '';
  let at = start + 1;
  for (;;) {
    const char = text[at];
    if (char === undefined || char === '\n' || char === '\r') {
      throw syntaxError(
        text,
        start,
        start + 1,
        (place) => `The quotation mark ${place} is not closed on its line: add a " where the text ends.`,
      );
    }
    if (char === '"') return token('string', value, start, at + 1 - start);
    if (char === '\\') {
      const escaped = readEscape(text, at);
      value += escaped.value;
      at += escaped.length;
    } else {
      const plain = run(PLAIN, text, at);
      value += plain;
      at += plain.length;
    }
  }
}

function readEscape(text: string, at: number): { value: string; length: number } {
  const simple = ESCAPES[text[at + 1] ?? ''];
  if (simple !== undefined) return { value: simple, length: 2 };
  const digits = /^\\u\{([0-9a-fA-F]{2,8})\}/.exec(text.slice(at, at + 12))?.[1];
  const point = digits === undefined ? Number.NaN : Number.parseInt(digits, 16);
  if (digits !== undefined && point <= 0x10ffff) {
    return { value: String.fromCodePoint(point), length: digits.length + 4 };
  }
  const shown = `\\${String.fromCodePoint(text.codePointAt(at + 1) ?? 0x20)}`;
  throw syntaxError(
    text,
    at,
    at + shown.length,
    (place) => `${shown.trim()} ${place} is no escape: write \\\\ for a backslash.`,
  );
}

function token(kind: TokenKind, text: string, start: number, length: number, bare = false): Token {
  return { kind, text, bare, start, end: start + length };
}

function run(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
