/**
 * Expressions of ES|QL, by precedence: or, and, not, one test, sums, products, signs, casts.
 * The order is that of Elasticsearch's grammar; `not` binds tighter than `and` and looser than a comparison.
 */
import { NESTING_DEPTH_MAX } from '../kql/parse';
import type { ArithmeticOperator, CompareOperator, Expression, PatternText } from './ast';
import type { Lexer, Token } from './lex';
import { timeUnit } from './time-units';

const COMPARE: ReadonlySet<string> = new Set<CompareOperator>(['==', '!=', '=~', '<', '<=', '>', '>=']);

export class ExpressionParser {
  private depth = 0;

  constructor(readonly lexer: Lexer) {}

  parse(): Expression {
    return this.nested(() => this.chain('or', () => this.chain('and', () => this.negation())));
  }

  isWord(...words: readonly string[]): boolean {
    const token = this.lexer.peek();
    return token.kind === 'name' && words.includes(token.word);
  }

  isSymbol(...symbols: readonly string[]): boolean {
    const token = this.lexer.peek();
    return token.kind === 'symbol' && symbols.includes(token.text);
  }

  takeWord(...words: readonly string[]): boolean {
    const found = this.isWord(...words);
    if (found) this.lexer.take();
    return found;
  }

  takeSymbol(...symbols: readonly string[]): boolean {
    const found = this.isSymbol(...symbols);
    if (found) this.lexer.take();
    return found;
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.expected(`“${symbol}”`);
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) throw this.expected(word.toUpperCase());
  }

  /** The error of finding something else than what the grammar wants here. */
  expected(what: string): Error {
    const { start, end, kind } = this.lexer.peek();
    const found =
      kind === 'end' ? 'the query ends' : `there is “${this.lexer.text.slice(start, end).slice(0, 60)}”`;
    return this.lexer.error(
      start,
      Math.max(end, start + 1),
      (place) => `Expected ${what} ${place}; ${found}.`,
    );
  }

  list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.takeSymbol(',')) items.push(item());
    return items;
  }

  patternText(): PatternText {
    const token = this.lexer.peek();
    if (token.kind !== 'text') throw this.expected('a quoted pattern');
    this.lexer.take();
    return { text: token.text, start: token.start, end: token.end };
  }

  private nested<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > NESTING_DEPTH_MAX) {
      const { start } = this.lexer.peek();
      throw this.lexer.error(
        start,
        start + 1,
        (place) => `The expression is nested more than ${NESTING_DEPTH_MAX} levels deep ${place}: split it.`,
      );
    }
    const result = read();
    this.depth -= 1;
    return result;
  }

  private chain(kind: 'and' | 'or', operand: () => Expression): Expression {
    const first = operand();
    const operands = [first];
    while (this.takeWord(kind)) operands.push(operand());
    return operands.length === 1 ? first : { kind, operands, start: first.start, end: this.lexer.end };
  }

  private negation(): Expression {
    const { start } = this.lexer.peek();
    if (!this.takeWord('not')) return this.test();
    const value = this.nested(() => this.negation());
    return { kind: 'not', value, start, end: value.end };
  }

  private test(): Expression {
    const left = this.sum();
    const { start } = left;
    const token = this.lexer.peek();
    if (token.kind === 'symbol' && isCompare(token.text)) {
      this.lexer.take();
      const right = this.sum();
      return { kind: 'compare', operator: token.text, left, right, start, end: right.end };
    }
    if (this.isSymbol(':')) {
      throw this.lexer.error(
        token.start,
        token.end,
        (place) => `Full-text matching with “:” ${place} is not supported: use ==, LIKE or KQL("…").`,
      );
    }
    if (this.takeWord('is')) {
      const negated = this.takeWord('not');
      this.expectWord('null');
      return { kind: 'is-null', value: left, negated, start, end: this.lexer.end };
    }
    return this.membership(left);
  }

  private membership(value: Expression): Expression {
    const { start } = value;
    const back = this.lexer.mark();
    const negated = this.takeWord('not');
    if (this.takeWord('in')) {
      this.expectSymbol('(');
      const options = this.list(() => this.parse());
      this.expectSymbol(')');
      return { kind: 'in', value, options, negated, start, end: this.lexer.end };
    }
    for (const kind of ['like', 'rlike'] as const) {
      if (!this.takeWord(kind)) continue;
      const patterns = this.takeSymbol('(') ? this.patternList() : [this.patternText()];
      return { kind, value, patterns, negated, start, end: this.lexer.end };
    }
    if (negated) back();
    return value;
  }

  private patternList(): PatternText[] {
    const patterns = this.list(() => this.patternText());
    this.expectSymbol(')');
    return patterns;
  }

  private sum(): Expression {
    return this.arithmetic(['+', '-'], () => this.arithmetic(['*', '/', '%'], () => this.sign()));
  }

  private arithmetic(operators: readonly ArithmeticOperator[], operand: () => Expression): Expression {
    let left = operand();
    for (let length = 1; this.isSymbol(...operators); length += 1) {
      const token = this.lexer.take();
      if (length > NESTING_DEPTH_MAX) {
        throw this.lexer.error(token.start, token.end, (place) => `The calculation is too long ${place}.`);
      }
      const operator = operators.find((each) => each === token.text) ?? '+';
      const right = operand();
      left = { kind: 'arithmetic', operator, left, right, start: left.start, end: right.end };
    }
    return left;
  }

  private sign(): Expression {
    const { start } = this.lexer.peek();
    if (this.takeSymbol('+')) return this.nested(() => this.sign());
    if (!this.takeSymbol('-')) return this.cast();
    const value = this.nested(() => this.sign());
    return { kind: 'negate', value, start, end: value.end };
  }

  private cast(): Expression {
    let value = this.primary();
    while (this.takeSymbol('::')) {
      const token = this.lexer.peek();
      if (token.kind !== 'name') throw this.expected('a type');
      this.lexer.take();
      value = { kind: 'cast', value, type: token.word, start: value.start, end: token.end };
    }
    return value;
  }

  private primary(): Expression {
    const token = this.lexer.peek();
    const { start, end } = token;
    switch (token.kind) {
      case 'text':
        this.lexer.take();
        return { kind: 'text', value: token.text, start, end };
      case 'number':
        return this.number(token);
      case 'name':
        return this.nameOrCall(token);
      case 'symbol':
        return this.bracketed();
      case 'end':
        throw this.expected('a value');
      default:
        return token satisfies never;
    }
  }

  private number(token: Extract<Token, { kind: 'number' }>): Expression {
    this.lexer.take();
    const { start, end, text, decimal } = token;
    const next = this.lexer.peek();
    const unit = next.kind === 'name' ? timeUnit(next.word) : null;
    if (unit === null || decimal) return { kind: 'number', digits: text, decimal, start, end };
    this.lexer.take();
    return { kind: 'time-span', amount: Number(text), unit, start, end: next.end };
  }

  private nameOrCall(token: Extract<Token, { kind: 'name' }>): Expression {
    this.lexer.take();
    const { start, end, word } = token;
    if (word !== '' && this.takeSymbol('(')) return this.call(word.toUpperCase(), start);
    if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true', start, end };
    if (word === 'null') return { kind: 'null', start, end };
    return { kind: 'name', name: token.text, start, end };
  }

  private call(name: string, start: number): Expression {
    if (this.takeSymbol(')'))
      return { kind: 'call', name, args: [], star: false, start, end: this.lexer.end };
    const star = this.takeSymbol('*');
    const args = star ? [] : this.list(() => this.parse());
    this.expectSymbol(')');
    return { kind: 'call', name, args, star, start, end: this.lexer.end };
  }

  private bracketed(): Expression {
    const { start } = this.lexer.peek();
    if (this.takeSymbol('(')) {
      const inner = this.parse();
      this.expectSymbol(')');
      return { ...inner, start, end: this.lexer.end };
    }
    if (this.takeSymbol('[')) {
      const items = this.list(() => this.sign());
      this.expectSymbol(']');
      return { kind: 'list', items, start, end: this.lexer.end };
    }
    throw this.expected('a value');
  }
}

function isCompare(text: string): text is CompareOperator {
  return COMPARE.has(text);
}
