import { NumberLiteral } from './number-literal';
import { orderedObject, type RawJson, type RawObject } from './record';

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BLANK = /[ \t\n\r]*/y;

/**
 * Parses JSON that `JSON.parse` has already accepted, keeping what it loses: number literals and key order.
 *
 * The caller bounds the nesting; this recurses once per level.
 */
export function parseExact(text: string): RawJson {
  return new ExactParser(text).value();
}

class ExactParser {
  private position = 0;

  constructor(private readonly text: string) {}

  value(): RawJson {
    this.match(BLANK);
    const first = this.text[this.position];
    switch (first) {
      case '{':
        return this.object();
      case '[':
        return this.array();
      case '"':
        return this.string();
      case 't':
        this.position += 4;
        return true;
      case 'f':
        this.position += 5;
        return false;
      case 'n':
        this.position += 4;
        return null;
      default:
        return toNumber(this.match(NUMBER));
    }
  }

  private object(): RawObject {
    const entries: [string, RawJson][] = [];
    this.position += 1;
    while (!this.closes('}')) {
      const key = this.string();
      this.closes(':');
      entries.push([key, this.value()]);
      this.closes(',');
    }
    return orderedObject(entries);
  }

  private array(): RawJson[] {
    const values: RawJson[] = [];
    this.position += 1;
    while (!this.closes(']')) {
      values.push(this.value());
      this.closes(',');
    }
    return values;
  }

  private string(): string {
    this.match(BLANK);
    const start = this.position;
    let end = this.text.indexOf('"', start + 1);
    while (isEscaped(this.text, end)) end = this.text.indexOf('"', end + 1);
    this.position = end + 1;
    const inner = this.text.slice(start + 1, end);
    return inner.includes('\\') ? (JSON.parse(`"${inner}"`) as string) : inner;
  }

  /** Skips blanks and, when it comes next, the mark. */
  private closes(mark: string): boolean {
    this.match(BLANK);
    if (this.text[this.position] !== mark) return false;
    this.position += 1;
    return true;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) throw new SyntaxError(`Unexpected text at character ${this.position}`);
    this.position += found.length;
    return found;
  }
}

function isEscaped(text: string, position: number): boolean {
  let first = position;
  while (text[first - 1] === '\\') first -= 1;
  return (position - first) % 2 === 1;
}

function toNumber(literal: string): number | NumberLiteral {
  const value = Number(literal);
  return Number.isSafeInteger(value) && String(value) === literal ? value : new NumberLiteral(literal);
}
