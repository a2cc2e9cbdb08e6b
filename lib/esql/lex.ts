/**
 * Cuts a query into tokens, one at a time: the parser reads source patterns and starred names in their own way,
 * from the place where the last token ended.
 */
import { syntaxError } from '../kql/errors';
import { isUnstorable } from '../kql/text';
import type { Span } from './ast';

export type Token = Span &
  /** A dotted name. `word` is its lower-case form when it may be a keyword: unquoted and without dots. */
  (
    | { readonly kind: 'name'; readonly text: string; readonly word: string }
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'number'; readonly text: string; readonly decimal: boolean }
    | { readonly kind: 'symbol'; readonly text: string }
    | { readonly kind: 'end'; readonly text: '' }
  );

const SPACES = /(?:\s+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/y;
const SEGMENT = '(?:[A-Za-z0-9_@]+|`(?:[^`]|``)+`)';
const NAME = new RegExp(`(?:[A-Za-z_@][A-Za-z0-9_]*|\`(?:[^\`]|\`\`)+\`)(?:\\.${SEGMENT})*`, 'y');
const STARRED_NAME = /(?:[A-Za-z0-9_@*.]+|`(?:[^`]|``)+`)+/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const TRIPLE = /"""([\s\S]*?"{0,2})"""(?!")/y;
const SYMBOL = /==|!=|=~|<=|>=|::|[<>=+\-*/%()[\],|:?.{}]/y;
/** A pattern of index names; the date math of Elasticsearch is not read. */
const SOURCE = /[^\s,|"`()<>/\\]+/y;
const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '"': '"', '\\': '\\' };

export class Lexer {
  private at = 0;
  private peeked: Token | null = null;
  /** End of the last token that was taken. */
  end = 0;

  constructor(readonly text: string) {}

  peek(): Token {
    this.peeked ??= this.read();
    return this.peeked;
  }

  take(): Token {
    const token = this.peek();
    this.peeked = null;
    this.end = token.end;
    return token;
  }

  /** A place to come back to. */
  mark(): () => void {
    const [at, peeked, end] = [this.at, this.peeked, this.end];
    return () => {
      [this.at, this.peeked, this.end] = [at, peeked, end];
    };
  }

  /** The pattern of index names that starts here, quoted or not; null when none does. */
  takeSource(): (Span & { readonly text: string }) | null {
    const quoted = this.peek();
    if (quoted.kind === 'text') return this.take();
    return this.takeRaw(SOURCE);
  }

  /** The name, perhaps with stars, that starts here; back-quotes are still in it. */
  takeStarredName(): (Span & { readonly text: string }) | null {
    return this.takeRaw(STARRED_NAME);
  }

  private takeRaw(pattern: RegExp): (Span & { readonly text: string }) | null {
    const { start } = this.peek();
    const text = this.match(pattern, start);
    if (text === null) return null;
    this.peeked = null;
    this.at = start + text.length;
    this.end = this.at;
    return { text, start, end: this.at };
  }

  private match(pattern: RegExp, at: number): string | null {
    pattern.lastIndex = at;
    return pattern.exec(this.text)?.[0] ?? null;
  }

  private read(): Token {
    const start = this.at + (this.match(SPACES, this.at)?.length ?? 0);
    if (start >= this.text.length) return this.token({ kind: 'end', text: '', start, end: start });
    if (this.text.startsWith('/*', start)) {
      throw this.error(start, start + 2, (place) => `The comment ${place} is never closed: add */.`);
    }
    const name = this.match(NAME, start);
    if (name !== null) {
      const plain = /^[A-Za-z_]\w*$/.test(name);
      const word = plain ? name.toLowerCase() : '';
      return this.token({ kind: 'name', text: unquoteName(name), word, start, end: start + name.length });
    }
    const number = this.match(NUMBER, start);
    if (number !== null) {
      const decimal = /[.eE]/.test(number);
      return this.token({ kind: 'number', text: number, decimal, start, end: start + number.length });
    }
    if (this.text[start] === '"') return this.token(this.readText(start));
    const symbol = this.match(SYMBOL, start);
    if (symbol === null) {
      throw this.error(start, start + 1, (place) => `The character ${place} has no meaning in ES|QL.`);
    }
    return this.token({ kind: 'symbol', text: symbol, start, end: start + symbol.length });
  }

  private token(token: Token): Token {
    if (isUnstorable(token.text)) {
      throw this.error(
        token.start,
        token.end,
        (place) => `The text ${place} holds a character that no stored value has: remove it.`,
      );
    }
    this.at = token.end;
    return token;
  }

  private readText(start: number): Token {
    TRIPLE.lastIndex = start;
    const triple = TRIPLE.exec(this.text);
    if (triple) return { kind: 'text', text: triple[1] ?? '', start, end: start + triple[0].length };
    const unclosed = () =>
      this.error(start, start + 1, (place) => `The quotation mark ${place} is never closed.`);
    if (this.text.startsWith('"""', start)) throw unclosed();
    let value = '';
    for (let at = start + 1; at < this.text.length; at += 1) {
      const char = this.text[at] ?? '';
      if (char === '"') return { kind: 'text', text: value, start, end: at + 1 };
      if (char === '\n') break;
      if (char === '\\') {
        const escaped = ESCAPES[this.text[at + 1] ?? ''];
        if (escaped === undefined) {
          throw this.error(
            at,
            at + 2,
            (place) => `The escape ${place} is unknown: write \\\\ for a backslash, or use """…""".`,
          );
        }
        value += escaped;
        at += 1;
      } else {
        value += char;
      }
    }
    throw unclosed();
  }

  error(start: number, end: number, sentence: (place: string) => string): Error {
    return syntaxError(this.text, start, end, sentence);
  }
}

/** `` a.`b-c` `` → `a.b-c`; a doubled back-quote is one. */
export function unquoteName(name: string): string {
  return name.replace(/`((?:[^`]|``)+)`/g, (_, quoted: string) => quoted.replaceAll('``', '`'));
}
