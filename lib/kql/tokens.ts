/**
 * A query cut into coloured pieces. Unlike parsing it never fails, because it runs on every keystroke of a query
 * that is not finished yet.
 */
import { conjunctionEnd, isSpace, type Literal, notEnd, readQuoted, readUnquoted, skipSpaces } from './lex';

export interface KqlToken {
  readonly kind: 'field' | 'value' | 'keyword' | 'operator' | 'bracket';
  readonly start: number;
  readonly end: number;
  /** For a value, and for an operator: the field it belongs to. Null for free text. */
  readonly field: string | null;
}

/** Tokens in order, spaces left out. What cannot be read is one value up to the end. */
export function tokenizeKql(text: string): readonly KqlToken[] {
  const tokens: KqlToken[] = [];
  /** The field whose values are being read, per open bracket. */
  const lists: Array<string | null> = [];
  let field: string | null = null;
  let at = 0;
  const push = (kind: KqlToken['kind'], start: number, end: number) =>
    tokens.push({ kind, start, end, field });
  while (at < text.length) {
    const conjunction = Math.max(conjunctionEnd(text, at, 'and'), conjunctionEnd(text, at, 'or'));
    if (conjunction !== -1) {
      const start = skipSpaces(text, at);
      field = lists.at(-1) ?? null;
      push('keyword', start, text.slice(start, start + 3).toLowerCase() === 'and' ? start + 3 : start + 2);
      at = conjunction;
      continue;
    }
    const char = text[at] ?? '';
    const notWord = notEnd(text, at);
    if (isSpace(char)) {
      at = skipSpaces(text, at);
    } else if (notWord !== -1) {
      push('keyword', at, at + 3);
      at = notWord;
    } else if (char === '(' || char === '{') {
      lists.push(char === '(' ? field : null);
      if (char === '{') field = null;
      push('bracket', at, at + 1);
      at += 1;
    } else if (char === ')' || char === '}') {
      lists.pop();
      field = null;
      push('bracket', at, at + 1);
      at += 1;
    } else if (char === ':' || char === '<' || char === '>') {
      const length = char !== ':' && text[at + 1] === '=' ? 2 : 1;
      push('operator', at, at + length);
      at += length;
    } else {
      const literal = readTolerantly(text, at);
      const next = skipSpaces(text, literal.next);
      const isField = field === null && /[:<>]/.test(text[next] ?? '');
      if (isField) field = literal.parts.join('*');
      push(isField ? 'field' : 'value', literal.start, literal.end);
      if (!isField) field = lists.at(-1) ?? null;
      at = literal.next;
    }
  }
  return tokens;
}

function readTolerantly(text: string, at: number): Literal {
  const rest: Literal = {
    parts: [text.slice(at)],
    quoted: false,
    start: at,
    end: text.length,
    next: text.length,
  };
  try {
    return (text[at] === '"' ? readQuoted(text, at) : readUnquoted(text, at)) ?? rest;
  } catch {
    return rest;
  }
}
