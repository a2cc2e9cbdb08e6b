import {
  and,
  booleanValue,
  type FieldNode,
  field,
  fieldPattern,
  freeText,
  is,
  type KqlNode,
  literal,
  matchAll,
  nested,
  not,
  nullValue,
  or,
  type RangeOperator,
  range,
  spanOf,
  type Value,
  wildcard,
} from './ast';
import { type QuerySyntaxError, syntaxError } from './errors';
import { conjunctionEnd, isSpace, type Literal, notEnd, readQuoted, readUnquoted, skipSpaces } from './lex';
import { leftover, quote, remedy, wordBefore } from './syntax-messages';

/** Deepest nesting of parentheses and braces. Every later stage may recurse over the tree because of it. */
export const NESTING_DEPTH_MAX = 250;

const RANGE_OPERATORS: ReadonlyArray<readonly [string, RangeOperator]> = [
  ['<=', 'lte'],
  ['>=', 'gte'],
  ['<', 'lt'],
  ['>', 'gt'],
];

/**
 * Parses a whole KQL query; an empty one matches everything.
 *
 * Precedence is not, and, or; `and` and `or` take any number of operands. Reading goes left to right without
 * backing up, so the time is linear in the length of the query.
 *
 * @throws QuerySyntaxError, and nothing else
 */
export function parseQuery(text: string): KqlNode {
  return new Parser(text).query();
}

class Parser {
  private at = 0;
  /** End of the last thing read, without the spaces that `at` may have passed. */
  private end = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  query(): KqlNode {
    this.skip();
    if (this.at >= this.text.length) return matchAll(spanOf(0, this.text.length));
    const node = this.or(null);
    this.skip();
    if (this.at < this.text.length) throw this.unexpected();
    return node;
  }

  /** With `list`, the operands are values of that field (`field: (x or y)`); without, they are whole clauses. */
  private or(list: FieldNode | null): KqlNode {
    const start = this.at;
    const children = [this.and(list)];
    while (this.take('or')) children.push(this.and(list));
    return or(children, spanOf(start, this.end));
  }

  private and(list: FieldNode | null): KqlNode {
    const start = this.at;
    const children = [this.not(list)];
    while (this.take('and')) children.push(this.not(list));
    return and(children, spanOf(start, this.end));
  }

  private not(list: FieldNode | null): KqlNode {
    const start = this.at;
    const end = notEnd(this.text, start);
    if (end === -1) return this.operand(list);
    this.at = end;
    if (notEnd(this.text, end) !== -1) {
      throw this.error(end, end + 3, (place) => `"not" ${place} follows another "not": write not (not …).`);
    }
    const child = this.operand(list);
    return not(child, spanOf(start, this.end));
  }

  private operand(list: FieldNode | null): KqlNode {
    if (this.text[this.at] !== '(') return list ? this.listValue(list) : this.expression();
    return this.enclosed(')', () => this.or(list));
  }

  /** What stands between an opening bracket, at the current place, and its closing one. */
  private enclosed(close: ')' | '}', content: () => KqlNode): KqlNode {
    const open = this.at;
    this.depth += 1;
    if (this.depth > NESTING_DEPTH_MAX) {
      throw this.error(
        open,
        open + 1,
        (place) =>
          `The brackets are more than ${NESTING_DEPTH_MAX} deep ${place}: remove those that change nothing.`,
      );
    }
    this.at += 1;
    this.skip();
    const node = content();
    this.skip();
    if (this.at >= this.text.length) {
      const bracket = this.text[open];
      throw this.error(open, open + 1, (place) => `The ${bracket} ${place} is never closed: add a ${close}.`);
    }
    if (this.text[this.at] !== close) throw this.unexpected();
    this.at += 1;
    this.end = this.at;
    this.depth -= 1;
    return node;
  }

  private expression(): KqlNode {
    const start = this.at;
    const token = this.literal();
    const next = skipSpaces(this.text, this.at);
    if (this.text[next] === ':') {
      this.at = skipSpaces(this.text, next + 1);
      return this.fieldExpression(toField(token), start);
    }
    const operator = RANGE_OPERATORS.find(([symbol]) => this.text.startsWith(symbol, next));
    if (operator) {
      this.at = skipSpaces(this.text, next + operator[0].length);
      const bound = this.literal();
      return range(toField(token), operator[1], toValue(bound), spanOf(start, bound.end));
    }
    return freeText(toValue(token), spanOf(token.start, token.end));
  }

  private fieldExpression(fieldNode: FieldNode, start: number): KqlNode {
    const char = this.text[this.at];
    if (char === '{') {
      const child = this.enclosed('}', () => this.or(null));
      return nested(fieldNode, child, spanOf(start, this.at));
    }
    if (char === '<' || char === '>') {
      const name = this.text.slice(fieldNode.span.start, fieldNode.span.end);
      throw this.error(
        this.at,
        this.at + 1,
        (place) => `"${char}" ${place} follows a ":": write ${name} ${char} … without the colon.`,
      );
    }
    if (char === '(') return this.operand(fieldNode);
    if (notEnd(this.text, this.at) !== -1) {
      throw this.error(
        this.at,
        this.at + 3,
        (place) => `"not" ${place} follows a ":": put it in front of the field, or write (not …).`,
      );
    }
    const value = this.literal();
    return is(fieldNode, toValue(value), spanOf(start, value.end));
  }

  private listValue(fieldNode: FieldNode): KqlNode {
    const value = this.literal();
    return is(fieldNode, toValue(value), spanOf(value.start, value.end));
  }

  private literal(): Literal {
    const token =
      this.text[this.at] === '"' ? readQuoted(this.text, this.at) : readUnquoted(this.text, this.at);
    if (!token) throw this.missingValue();
    this.at = token.next;
    this.end = token.end;
    return token;
  }

  private take(word: 'and' | 'or'): boolean {
    const end = conjunctionEnd(this.text, this.at, word);
    if (end === -1) return false;
    this.at = end;
    return true;
  }

  private skip(): void {
    this.at = skipSpaces(this.text, this.at);
  }

  /** The query should have gone on with a value or a group here. */
  private missingValue(): QuerySyntaxError {
    const before = wordBefore(this.text, this.at);
    const after = before === '' ? '' : ` after ${quote(before)}`;
    if (this.at >= this.text.length) {
      // Pointing behind the last word shows the gap; pointing behind trailing spaces shows nothing.
      const end = this.text.trimEnd().length;
      return this.error(end, end, (place) => `A value is missing${after} ${place}.`);
    }
    const found = notEnd(this.text, this.at) === -1 ? (this.text[this.at] ?? '') : 'not';
    return this.error(
      this.at,
      this.at + found.length,
      (place) => `A value is missing${after}: ${quote(found)} ${place} cannot start one. ${remedy(found)}`,
    );
  }

  /** A complete clause ended here, and what follows neither joins nor closes it. */
  private unexpected(): QuerySyntaxError {
    const at = this.at;
    const char = this.text[at] ?? '';
    const word = /^[^\s\\():<>"*{}]+/.exec(this.text.slice(at, at + 40))?.[0] ?? char;
    const end = at + word.length;
    const keyword = word.toLowerCase();
    if (keyword === 'not') {
      return this.error(
        at,
        end,
        (place) =>
          `"${word}" ${place} is read as an operator, even inside a word: put the value in quotes, or join clauses with "and" or "or".`,
      );
    }
    if (keyword === 'and' || keyword === 'or') return this.brokenConjunction(word);
    if (char === '(' && /(?:^|[\s(])(?:not|and|or)$/i.test(this.text.slice(Math.max(0, at - 4), at))) {
      const before = wordBefore(this.text, at);
      return this.error(at, end, (place) => `"${before}" needs a space between it and the ( ${place}.`);
    }
    return this.error(at, end, (place) => leftover(word, place));
  }

  private brokenConjunction(word: string): QuerySyntaxError {
    const end = this.at + word.length;
    return this.error(this.at, end, (place) => {
      if (!isSpace(this.text[this.at - 1])) return `"${word}" ${place} needs a space in front of it.`;
      return this.text.slice(end).trim() === ''
        ? `A value is missing after "${word}" ${place}.`
        : `"${word}" ${place} needs a space after it.`;
    });
  }

  private error(start: number, end: number, sentence: (place: string) => string): QuerySyntaxError {
    return syntaxError(this.text, start, end, sentence);
  }
}

function toField(token: Literal): FieldNode {
  const span = spanOf(token.start, token.end);
  return token.parts.length > 1 ? fieldPattern(token.parts, span) : field(token.parts[0] ?? '', span);
}

function toValue(token: Literal): Value {
  const span = spanOf(token.start, token.end);
  if (token.parts.length > 1) return wildcard(token.parts, span);
  const text = token.parts[0] ?? '';
  if (!token.quoted) {
    if (text === 'null') return nullValue(span);
    if (text === 'true' || text === 'false') return booleanValue(text === 'true', span);
  }
  return literal(text, token.quoted, span);
}
