/**
 * Lucene's regular expressions, as `regex` has them: always about the whole value, `^` and `$` are plain characters,
 * `?` behind a repetition means "or nothing", `@` is any text and "…" is plain text.
 *
 * Complement (~), intersection (&), numeric intervals (<1-9>) and the empty language (#) have no equivalent in
 * PostgreSQL and are refused.
 */
import { syntaxFault } from './regex-fault';

export type CodePointRange = readonly [from: number, to: number];

export type Regex =
  | { readonly kind: 'empty' }
  | { readonly kind: 'char'; readonly negated: boolean; readonly ranges: readonly CodePointRange[] }
  | { readonly kind: 'concat' | 'either'; readonly parts: readonly Regex[] }
  | { readonly kind: 'repeat'; readonly child: Regex; readonly min: number; readonly max: number | null };

/** PostgreSQL's own limit for `{m,n}`. */
const REPEAT_MAX = 255;
/** Characters that an expression may stand for once its repetitions are written out. */
const SIZE_MAX = 2000;
const DEPTH_MAX = 100;

const ANY_CHAR: Regex = { kind: 'char', negated: true, ranges: [] };
const EMPTY: Regex = { kind: 'empty' };
const CLASSES: Readonly<Record<string, readonly CodePointRange[]>> = {
  d: [[0x30, 0x39]],
  w: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x5f, 0x5f],
    [0x61, 0x7a],
  ],
  s: [
    [0x09, 0x0a],
    [0x0d, 0x0d],
    [0x20, 0x20],
  ],
};

/** Reads an expression; with `ignoreCase`, A to Z fold. What is wrong with it comes back as a sentence. */
export function parseRegex(text: string, ignoreCase: boolean): Regex | { readonly error: string } {
  const fault = syntaxFault();
  const regex = new RegexParser([...text], ignoreCase, fault.raise).whole();
  if (fault.sentence !== null) return { error: fault.sentence };
  return sizeOf(regex) > SIZE_MAX
    ? { error: 'The regular expression repeats too much: make its repetitions smaller.' }
    : regex;
}

/** Characters an expression stands for with its repetitions written out; at least one for each repetition. */
function sizeOf(regex: Regex): number {
  switch (regex.kind) {
    case 'empty':
    case 'char':
      return 1;
    case 'concat':
    case 'either':
      return regex.parts.reduce((sum, part) => sum + sizeOf(part), 0);
    case 'repeat':
      return sizeOf(regex.child) * Math.max(1, regex.max ?? regex.min + 1);
    default:
      return regex satisfies never;
  }
}

class RegexParser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly points: readonly string[],
    private readonly ignoreCase: boolean,
    private readonly raise: (sentence: string) => void,
  ) {}

  whole(): Regex {
    if (this.points.length === 0) return EMPTY;
    const regex = this.either();
    if (this.at < this.points.length)
      this.fail('A ) in the regular expression closes nothing: write \\) for the character.');
    return regex;
  }

  private either(): Regex {
    const parts = [this.concat()];
    while (this.take('|')) parts.push(this.concat());
    const [first = EMPTY] = parts;
    return parts.length === 1 ? first : { kind: 'either', parts };
  }

  private concat(): Regex {
    const parts: Regex[] = [];
    while (this.at < this.points.length && this.points[this.at] !== '|' && this.points[this.at] !== ')') {
      parts.push(this.repeated());
    }
    if (parts.length === 0)
      this.fail('A part of the regular expression beside | or ( is empty: write () for nothing.');
    const [first = EMPTY] = parts;
    return parts.length === 1 ? first : { kind: 'concat', parts };
  }

  private repeated(): Regex {
    let child = this.single();
    for (let count = 0; count <= DEPTH_MAX; count += 1) {
      if (this.take('?')) child = { kind: 'repeat', child, min: 0, max: 1 };
      else if (this.take('*')) child = { kind: 'repeat', child, min: 0, max: null };
      else if (this.take('+')) child = { kind: 'repeat', child, min: 1, max: null };
      else if (this.take('{')) child = this.counted(child);
      else return child;
    }
    this.fail(`A part of the regular expression is repeated more than ${DEPTH_MAX} times over.`);
    return child;
  }

  private counted(child: Regex): Regex {
    const close = this.points.indexOf('}', this.at);
    const inside = close === -1 ? '' : this.points.slice(this.at, close).join('');
    const match = /^(\d{1,4})(?:(,)(\d{1,4})?)?$/.exec(inside);
    if (!match) {
      this.fail(
        'A { in the regular expression starts no repetition: write {2} or {2,5}, or \\{ for the character.',
      );
      return EMPTY;
    }
    this.at = close + 1;
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === undefined ? null : Number(match[3]);
    if (min > REPEAT_MAX || (max ?? 0) > REPEAT_MAX || (max !== null && max < min)) {
      this.fail(`A repetition in the regular expression has to go from less to more, up to ${REPEAT_MAX}.`);
    }
    return { kind: 'repeat', child, min, max };
  }

  private single(): Regex {
    const char = this.points[this.at];
    if (char === undefined) return EMPTY;
    this.at += 1;
    switch (char) {
      case '.':
        return ANY_CHAR;
      case '@':
        return { kind: 'repeat', child: ANY_CHAR, min: 0, max: null };
      case '(':
        return this.group();
      case '[':
        return this.charClass();
      case '"':
        return this.quoted();
      case '\\':
        return this.escaped();
      case '~':
      case '&':
      case '<':
      case '#':
        this.fail(
          `The operator ${char} of regular expressions is not supported: write \\${char} for the character.`,
        );
        return EMPTY;
      case '?':
      case '*':
      case '+':
      case '{':
        this.fail(
          `The ${char} in the regular expression repeats nothing: write \\${char} for the character.`,
        );
        return EMPTY;
      default:
        return this.literal(char);
    }
  }

  private group(): Regex {
    if (this.take(')')) return EMPTY;
    this.depth += 1;
    if (this.depth > DEPTH_MAX) this.fail('The regular expression is nested too deeply.');
    const regex = this.either();
    this.depth -= 1;
    if (!this.take(')')) this.fail('A ( in the regular expression is never closed: add a ).');
    return regex;
  }

  private quoted(): Regex {
    const close = this.points.indexOf('"', this.at);
    if (close === -1) {
      this.fail('A " in the regular expression is never closed: write \\" for the character.');
      return EMPTY;
    }
    const parts = this.points.slice(this.at, close).map((char) => this.literal(char));
    this.at = close + 1;
    return parts.length === 0 ? EMPTY : { kind: 'concat', parts };
  }

  private escaped(): Regex {
    const char = this.points[this.at];
    if (char === undefined) {
      this.fail('The regular expression ends with a backslash: write \\\\ for the character.');
      return EMPTY;
    }
    this.at += 1;
    const ranges = CLASSES[char.toLowerCase()];
    if (ranges) return { kind: 'char', negated: char !== char.toLowerCase(), ranges };
    return this.literal(char);
  }

  private charClass(): Regex {
    const negated = this.take('^');
    const ranges: CodePointRange[] = [];
    do {
      const char = this.classChar(ranges);
      if (char === null) continue;
      const isRange = this.points[this.at] === '-' && this.points[this.at + 1] !== ']';
      if (isRange) this.at += 1;
      const to = isRange ? this.classChar(ranges) : char;
      if (to === null || pointOf(to) < pointOf(char))
        this.fail('A range such as a-z in the regular expression is upside down.');
      else ranges.push(...this.folded([pointOf(char), pointOf(to)]));
    } while (this.at < this.points.length && this.points[this.at] !== ']');
    if (!this.take(']')) this.fail('A [ in the regular expression is never closed: add a ].');
    return { kind: 'char', negated, ranges };
  }

  /** A character of a class; null when it was a class of its own, which has been added to `ranges`. */
  private classChar(ranges: CodePointRange[]): string | null {
    const char = this.points[this.at] ?? '';
    this.at += 1;
    if (char !== '\\') return char;
    const escaped = this.points[this.at] ?? '\\';
    this.at += 1;
    const known = CLASSES[escaped.toLowerCase()];
    if (!known) return escaped;
    if (!Object.hasOwn(CLASSES, escaped)) this.fail(`\\${escaped} cannot stand inside [ ] here.`);
    ranges.push(...known);
    return null;
  }

  private literal(char: string): Regex {
    return { kind: 'char', negated: false, ranges: this.folded([pointOf(char), pointOf(char)]) };
  }

  private folded(range: CodePointRange): readonly CodePointRange[] {
    if (!this.ignoreCase) return [range];
    const [from, to] = range;
    const upper = shifted(Math.max(from, 0x41), Math.min(to, 0x5a), 0x20);
    const lower = shifted(Math.max(from, 0x61), Math.min(to, 0x7a), -0x20);
    return [range, ...upper, ...lower];
  }

  private take(char: string): boolean {
    if (this.points[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  /** Notes what is wrong and ends the reading. */
  private fail(sentence: string): void {
    this.raise(sentence);
    this.at = this.points.length;
  }
}

function pointOf(char: string): number {
  return char.codePointAt(0) ?? 0;
}

function shifted(from: number, to: number, by: number): readonly CodePointRange[] {
  return from <= to ? [[from + by, to + by]] : [];
}
