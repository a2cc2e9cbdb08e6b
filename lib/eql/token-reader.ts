import { type QuerySyntaxError, syntaxError } from '../kql/errors';
import { type Token, tokenize } from './lex';

const END: Token = { kind: 'end', text: '', bare: false, start: 0, end: 0 };

/** Keywords with their own meaning; a field of such a name needs backticks. */
const KEYWORDS = new Set([
  ...['and', 'or', 'not', 'in', 'in~', 'like', 'like~', 'regex', 'regex~'],
  ...['true', 'false', 'null', 'where', 'by', 'with', 'until'],
]);

/** Walks over the tokens of a query. */
export class TokenReader {
  private readonly tokens: readonly Token[];
  private index = 0;

  /** @throws QuerySyntaxError */
  constructor(readonly text: string) {
    this.tokens = tokenize(text);
  }

  get next(): Token {
    return this.peek(0);
  }

  /** End of the token read last. */
  get end(): number {
    return this.tokens[this.index - 1]?.end ?? 0;
  }

  peek(ahead: number): Token {
    return this.tokens[this.index + ahead] ?? this.tokens.at(-1) ?? END;
  }

  take(): Token {
    const token = this.next;
    if (token.kind !== 'end') this.index += 1;
    return token;
  }

  isSign(sign: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'sign' && token.text === sign;
  }

  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'name' && token.bare && token.text === word;
  }

  /** Whether the next token is a name that is free to be a field or a category. */
  isFreeName(ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'name' && !(token.bare && (KEYWORDS.has(token.text) || token.text.endsWith('~')));
  }

  takeSign(sign: string): boolean {
    if (!this.isSign(sign)) return false;
    this.index += 1;
    return true;
  }

  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.index += 1;
    return true;
  }

  /** Reads `close`, or tells that what `open` opened is not closed. */
  close(open: Token, close: string): void {
    if (this.takeSign(close)) return;
    if (this.next.kind === 'end') {
      throw this.error(open, (place) => `The ${open.text} ${place} is never closed: add a ${close}.`);
    }
    throw this.unexpected(`a ${close}`);
  }

  /** What comes next is not what should. */
  unexpected(wanted: string): QuerySyntaxError {
    const token = this.next;
    if (token.kind === 'end') {
      const at = this.text.trimEnd().length;
      return syntaxError(this.text, at, at, (place) => `The query ends ${place} where ${wanted} should be.`);
    }
    const found = shown(this.text.slice(token.start, token.end));
    return this.error(token, (place) => `${found} ${place} stands where ${wanted} should be.${hint(token)}`);
  }

  error(
    { start, end }: { readonly start: number; readonly end: number },
    sentence: (place: string) => string,
  ): QuerySyntaxError {
    return syntaxError(this.text, start, end, sentence);
  }
}

function hint(token: Token): string {
  const lower = token.text.toLowerCase();
  if (token.kind === 'name' && lower !== token.text && KEYWORDS.has(lower)) {
    return ` Write ${lower} in small letters.`;
  }
  return token.text === '=' ? ' Write == to compare.' : '';
}

/** A piece of the query inside a sentence, cut to a readable length. */
function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
