/**
 * Reads the smallest parts of a query: spaces, keywords, quoted and unquoted literals. KQL has no separate token
 * stage, because whether `or` is a word or an operator depends on what the parser expects there.
 */
import { syntaxError } from './errors';

/** An unquoted or quoted literal. `parts` has more than one entry when the text holds wildcards. */
export interface Literal {
  readonly parts: readonly string[];
  readonly quoted: boolean;
  /** Span of the text itself, without the spaces around it. */
  readonly start: number;
  readonly end: number;
  /** Where reading goes on. */
  readonly next: number;
}

const SPECIAL = new Set('\\():<>"*{}');
/** A run of characters that can neither end a literal nor start a keyword. */
const PLAIN = /[^\\():<>"*{}\snN]+/y;
/** The same inside quotes. */
const QUOTED_PLAIN = /[^"\\]+/y;
const ESCAPED_SPACE: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n' };

/** The whitespace of the grammar; other Unicode spaces are ordinary characters, as in Kibana. */
export function isSpace(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\r' || char === '\n' || char === '\u00a0';
}

export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (isSpace(text[at])) at += 1;
  return at;
}

/** End of ` and ` or ` or ` when one starts at `from` (spaces on both sides are part of it), else -1. */
export function conjunctionEnd(text: string, from: number, word: 'and' | 'or'): number {
  const at = skipSpaces(text, from);
  return at > from && wordAt(text, at, word) ? skipSpaces(text, at + word.length) : -1;
}

/** End of `not ` when one starts at `from`, else -1. No space is needed before it: that is Kibana's grammar. */
export function notEnd(text: string, from: number): number {
  return wordAt(text, from, 'not') ? skipSpaces(text, from + 3) : -1;
}

/** Reads `"…"`. Stars are literal inside, and a backslash that escapes nothing is a backslash. */
export function readQuoted(text: string, start: number): Literal {
  let value = '';
  let at = start + 1;
  for (;;) {
    const char = text[at];
    if (char === undefined) {
      throw syntaxError(
        text,
        start,
        start + 1,
        (place) => `The quotation mark ${place} is never closed: add a " where the value ends.`,
      );
    }
    if (char === '"') break;
    if (char === '\\') {
      const escaped = quotedEscape(text, at);
      value += escaped?.value ?? char;
      at += escaped?.length ?? 1;
    } else {
      const run = runAt(QUOTED_PLAIN, text, at);
      value += run;
      at += run.length;
    }
  }
  return { parts: [value], quoted: true, start, end: at + 1, next: at + 1 };
}

/**
 * Reads an unquoted literal, inner spaces included, up to a special character or a keyword. Null when there is
 * none. Spaces at its ends are dropped unless they were escaped.
 */
export function readUnquoted(text: string, start: number): Literal | null {
  const parts: string[] = [];
  let part = '';
  /** Length of `part` that trimming must leave alone, because an escape wrote it. */
  let kept = 0;
  let firstKept = -1;
  let at = start;
  for (;;) {
    const char = text[at];
    if (char === undefined || ((char === 'n' || char === 'N') && notEnd(text, at) !== -1)) break;
    if (isSpace(char)) {
      // Looking once per run of spaces keeps reading linear.
      if (conjunctionEnd(text, at, 'or') !== -1 || conjunctionEnd(text, at, 'and') !== -1) break;
      const end = skipSpaces(text, at);
      part += text.slice(at, end);
      at = end;
    } else if (char === '\\') {
      if (firstKept === -1 && parts.length === 0) firstKept = part.length;
      const escaped = unquotedEscape(text, at);
      part += escaped.value;
      kept = part.length;
      at += escaped.length;
    } else if (char === '*') {
      parts.push(part);
      part = '';
      kept = 0;
      at += 1;
    } else if (SPECIAL.has(char)) {
      break;
    } else {
      const run = runAt(PLAIN, text, at) || char;
      part += run;
      at += run.length;
    }
  }
  const length = part.length;
  part = trimEnd(part, kept);
  const end = at - (length - part.length);
  parts.push(part);
  const first = parts[0] ?? '';
  const leading = leadingSpaces(first, firstKept === -1 ? first.length : firstKept);
  parts[0] = first.slice(leading);
  if (parts.length === 1 && parts[0] === '') return null;
  return { parts, quoted: false, start: start + leading, end, next: at };
}

function runAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function quotedEscape(text: string, at: number): { value: string; length: number } | null {
  const char = text[at + 1];
  if (char === '\\' || char === '"') return { value: char, length: 2 };
  return commonEscape(text, at);
}

function unquotedEscape(text: string, at: number): { value: string; length: number } {
  const char = text[at + 1];
  if (char !== undefined && SPECIAL.has(char)) return { value: char, length: 2 };
  // Kibana reads `\not` as a line feed and "ot". Where a keyword would stand, the keyword is what was meant.
  if (/^not$/i.test(text.slice(at + 1, at + 4)) && endsWord(text[at + 4])) {
    return { value: text.slice(at + 1, at + 4), length: 4 };
  }
  const common = commonEscape(text, at);
  if (common) return common;
  const keyword = /^(?:or|and|not)/i.exec(text.slice(at + 1, at + 4))?.[0];
  if (keyword !== undefined) return { value: keyword, length: 1 + keyword.length };
  const shown = char === undefined ? '\\' : `\\${String.fromCodePoint(text.codePointAt(at + 1) ?? 0)}`;
  throw syntaxError(
    text,
    at,
    at + shown.length,
    (place) => `${shown} ${place} is no escape: write \\\\ for a backslash, or put the value in quotes.`,
  );
}

function commonEscape(text: string, at: number): { value: string; length: number } | null {
  const char = text[at + 1] ?? '';
  const space = ESCAPED_SPACE[char];
  if (space !== undefined) return { value: space, length: 2 };
  if (char !== 'u') return null;
  const digits = text.slice(at + 2, at + 6);
  if (!/^[0-9a-f]{4}$/i.test(digits)) return null;
  return { value: String.fromCharCode(Number.parseInt(digits, 16)), length: 6 };
}

function wordAt(text: string, at: number, word: string): boolean {
  return isSpace(text[at + word.length]) && text.slice(at, at + word.length).toLowerCase() === word;
}

function endsWord(char: string | undefined): boolean {
  return char === undefined || isSpace(char) || SPECIAL.has(char);
}

function trimEnd(text: string, min: number): string {
  let end = text.length;
  while (end > min && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}

function leadingSpaces(text: string, max: number): number {
  let count = 0;
  while (count < max && /\s/.test(text[count] ?? '')) count += 1;
  return count;
}
