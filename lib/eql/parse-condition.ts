import { NESTING_DEPTH_MAX } from '../kql';
import { type RangeOperator, spanOf } from '../kql/ast';
import type { QuerySyntaxError } from '../kql/errors';
import type { EqlLeaf, EqlNode, FieldRef, FunctionName, Literal, PatternOperator, Span } from './ast';
import type { Token } from './lex';
import type { TokenReader } from './token-reader';

/** What can stand on a side of a comparison; conditions stand alone. */
type Term =
  | { readonly kind: 'condition'; readonly node: EqlNode }
  | { readonly kind: 'field'; readonly field: FieldRef }
  | { readonly kind: 'literal'; readonly value: Literal }
  | { readonly kind: 'null'; readonly span: Span }
  | { readonly kind: 'length'; readonly field: FieldRef; readonly span: Span };

type Comparison = '==' | '!=' | RangeOperator;

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['==', '=='],
  ['!=', '!='],
  ['<', 'lt'],
  ['<=', 'lte'],
  ['>', 'gt'],
  ['>=', 'gte'],
]);

/** The same comparison with its sides exchanged. */
const MIRRORED = {
  '==': '==',
  '!=': '!=',
  lt: 'gt',
  lte: 'gte',
  gt: 'lt',
  gte: 'lte',
} as const satisfies Record<Comparison, Comparison>;

const CALLS = {
  stringContains: 'stringContains',
  startsWith: 'startsWith',
  endsWith: 'endsWith',
} as const satisfies Record<FunctionName, FunctionName>;

const LIST_WORDS = ['like', 'like~', 'regex', 'regex~'] as const;

/** Reads conditions: not binds tightest, then and, then or. */
export class ConditionParser {
  private depth = 0;

  constructor(private readonly reader: TokenReader) {}

  condition(): EqlNode {
    return this.toNode(this.or());
  }

  private or(): Term {
    return this.several('or', () => this.several('and', () => this.not()));
  }

  private several(word: 'and' | 'or', operand: () => Term): Term {
    const start = this.reader.next.start;
    const first = operand();
    if (!this.reader.isWord(word)) return first;
    const children = [this.toNode(first)];
    while (this.reader.takeWord(word)) children.push(this.toNode(operand()));
    return asCondition({ kind: word, children, span: spanOf(start, this.reader.end) });
  }

  private not(): Term {
    const word = this.reader.next;
    if (!this.reader.takeWord('not')) return this.comparison();
    const child = this.deeper(word, () => this.toNode(this.not()));
    return asCondition({ kind: 'not', child, span: spanOf(word.start, this.reader.end) });
  }

  private comparison(): Term {
    const { reader } = this;
    const start = reader.next.start;
    const left = this.primary();
    const sign = reader.next;
    const comparison = sign.kind === 'sign' ? COMPARISONS.get(sign.text) : undefined;
    if (comparison) {
      reader.take();
      const right = this.primary();
      return asCondition(this.compare(left, comparison, right, sign, start));
    }
    if (reader.takeSign(':')) {
      const patterns = this.oneOrMore(() => this.literal('a text'));
      return asCondition(this.patterns(left, ':', patterns, sign, start));
    }
    for (const word of LIST_WORDS) {
      if (!reader.takeWord(word)) continue;
      const patterns = this.oneOrMore(() => this.literal('a text'));
      if (word === 'like' || word === 'like~') {
        return asCondition(this.patterns(left, word, patterns, sign, start));
      }
      const field = this.requireField(left, sign);
      const ignoreCase = word === 'regex~';
      return asCondition({ kind: 'regex', field, patterns, ignoreCase, span: spanOf(start, reader.end) });
    }
    const negated = reader.isWord('not') && (reader.isWord('in', 1) || reader.isWord('in~', 1));
    if (negated) reader.take();
    if (reader.isWord('in') || reader.isWord('in~')) {
      const ignoreCase = reader.take().text === 'in~';
      if (!reader.isSign('(')) throw reader.unexpected('a list in brackets, such as ("a", "b")');
      const values = this.oneOrMore(() => this.literal('a value'));
      const field = this.requireField(left, sign);
      const span = spanOf(start, reader.end);
      const child: EqlNode = { kind: 'in', field, values, ignoreCase, span };
      return asCondition(negated ? { kind: 'not', child, span } : child);
    }
    this.refuseArithmetic();
    return left;
  }

  private compare(left: Term, comparison: Comparison, right: Term, sign: Token, start: number): EqlNode {
    const span = spanOf(start, this.reader.end);
    if (left.kind === 'literal' || left.kind === 'null') {
      if (right.kind === 'literal' || right.kind === 'null') {
        throw this.reader.error(
          sign,
          (place) => `${sign.text} ${place} compares two fixed values: name a field on one side.`,
        );
      }
      return this.compare(right, MIRRORED[comparison], left, sign, start);
    }
    if (left.kind === 'condition' || right.kind === 'condition') {
      throw this.reader.error(
        sign,
        (place) =>
          `${sign.text} ${place} has a condition on one side, which is not supported: write the condition alone, or "not" in front of it.`,
      );
    }
    if (right.kind === 'field' || right.kind === 'length') {
      throw this.reader.error(
        sign,
        (place) =>
          `${sign.text} ${place} compares a field with another field, which EQL does not do: write a value on one side.`,
      );
    }
    if (right.kind === 'null') {
      if (left.kind !== 'field' || (comparison !== '==' && comparison !== '!=')) {
        throw this.reader.error(
          sign,
          (place) => `null ${place} can be compared by == and != with a field only.`,
        );
      }
      const exists: EqlNode = { kind: 'exists', field: left.field, span };
      return comparison === '!=' ? exists : { kind: 'not', child: exists, span };
    }
    const { value } = right;
    const operator = comparison === '==' || comparison === '!=' ? null : comparison;
    const leaf = leafOf(left, operator, value, span);
    return comparison === '!=' ? { kind: 'not', child: leaf, span } : leaf;
  }

  private patterns(
    left: Term,
    operator: PatternOperator,
    patterns: readonly Literal[],
    sign: Token,
    start: number,
  ): EqlNode {
    const field = this.requireField(left, sign);
    return { kind: 'patterns', field, operator, patterns, span: spanOf(start, this.reader.end) };
  }

  private primary(): Term {
    const { reader } = this;
    const token = reader.next;
    if (reader.takeSign('(')) {
      const inner = this.deeper(token, () => this.or());
      reader.close(token, ')');
      return inner;
    }
    if (reader.takeWord('null')) return { kind: 'null', span: spanOf(token.start, token.end) };
    const isNumber = token.kind === 'number' || reader.isSign('-') || reader.isSign('+');
    if (token.kind === 'string' || isNumber || reader.isWord('true') || reader.isWord('false')) {
      return { kind: 'literal', value: this.literal('a value') };
    }
    if (token.kind === 'name' && reader.isSign('(', 1) && !isKeyword(reader)) return this.call();
    return { kind: 'field', field: this.field('a field, a value or a function') };
  }

  private field(wanted: string): FieldRef {
    const { reader } = this;
    const { start } = reader.next;
    const optional = reader.takeSign('?');
    if (!reader.isFreeName()) throw reader.unexpected(wanted);
    const { text } = reader.take();
    if (reader.isSign('[')) {
      throw reader.error(
        reader.next,
        (place) => `A place in a list, [ ${place}, is not supported: a comparison looks at every element.`,
      );
    }
    return { name: text, optional, span: spanOf(start, reader.end) };
  }

  private literal(wanted: string): Literal {
    const { reader } = this;
    const first = reader.next;
    const negative = reader.isSign('-');
    if (negative || reader.isSign('+')) {
      if (reader.peek(1).kind !== 'number') throw this.arithmetic(first);
      reader.take();
    }
    const token = reader.next;
    const isBoolean = reader.isWord('true') || reader.isWord('false');
    if (token.kind !== 'string' && token.kind !== 'number' && !isBoolean) throw reader.unexpected(wanted);
    reader.take();
    const kind = token.kind === 'string' ? 'text' : isBoolean ? 'boolean' : 'number';
    return { kind, text: negative ? `-${token.text}` : token.text, span: spanOf(first.start, token.end) };
  }

  /** One item, or several in brackets. */
  private oneOrMore<T>(item: () => T): readonly T[] {
    const { reader } = this;
    const open = reader.next;
    if (!reader.takeSign('(')) return [item()];
    const items = [item()];
    while (reader.takeSign(',')) items.push(item());
    reader.close(open, ')');
    return items;
  }

  private call(): Term {
    const { reader } = this;
    const name = reader.take();
    const ignoreCase = name.text.endsWith('~');
    const word = ignoreCase ? name.text.slice(0, -1) : name.text;
    const open = reader.take();
    if (!isCall(word) && word !== 'wildcard' && (ignoreCase || (word !== 'cidrMatch' && word !== 'length'))) {
      throw reader.error(
        name,
        (place) =>
          `The function ${name.text} ${place} is not supported: stringContains, startsWith, endsWith, wildcard (each also with ~), cidrMatch and length are.`,
      );
    }
    if (reader.peek(0).kind === 'name' && reader.isSign('(', 1)) {
      throw reader.error(
        reader.next,
        (place) =>
          `The function ${reader.next.text} ${place} stands inside another, which is not supported: name a field.`,
      );
    }
    const field = this.field('the name of a field');
    if (word === 'length') {
      reader.close(open, ')');
      return { kind: 'length', field, span: spanOf(name.start, reader.end) };
    }
    if (!reader.takeSign(',')) throw reader.unexpected('a comma and a second argument');
    const leaf = this.arguments(word, ignoreCase, field);
    if (isCall(word) && reader.isSign(',')) {
      throw reader.error(
        reader.next,
        (place) => `${word} takes two arguments: remove what follows the comma ${place}.`,
      );
    }
    reader.close(open, ')');
    return asCondition({ ...leaf, span: spanOf(name.start, reader.end) });
  }

  private arguments(word: FunctionName | string, ignoreCase: boolean, field: FieldRef): EqlLeaf {
    const { reader } = this;
    const { span } = field;
    if (isCall(word)) {
      if (reader.peek(0).kind === 'name' && reader.isSign('(', 1)) {
        throw reader.error(
          reader.next,
          (place) =>
            `The function ${reader.next.text} ${place} stands inside another, which is not supported.`,
        );
      }
      if (reader.isSign('?') || reader.isFreeName()) {
        const needle = this.field('a text or a field');
        return { kind: 'call-fields', name: word, field, needle, ignoreCase, span };
      }
      return { kind: 'call', name: word, field, needle: this.literal('a text or a field'), ignoreCase, span };
    }
    const values = [this.literal('a text')];
    while (reader.takeSign(',')) values.push(this.literal('a text'));
    if (word === 'cidrMatch') return { kind: 'cidr', field, networks: values, span };
    return {
      kind: 'patterns',
      field,
      operator: ignoreCase ? 'wildcard~' : 'wildcard',
      patterns: values,
      span,
    };
  }

  private toNode(term: Term): EqlNode {
    switch (term.kind) {
      case 'condition':
        return term.node;
      case 'field':
        return { kind: 'flag', field: term.field, span: term.field.span };
      case 'literal':
        if (term.value.kind === 'boolean') {
          return { kind: 'constant', value: term.value.text === 'true', span: term.value.span };
        }
        throw this.reader.error(
          term.value.span,
          (place) => `The value ${place} is no condition: compare a field with it.`,
        );
      case 'null':
        throw this.reader.error(
          term.span,
          (place) => `null ${place} is no condition: write <field> == null.`,
        );
      case 'length':
        throw this.reader.error(
          term.span,
          (place) => `The length ${place} is no condition: compare it with a number.`,
        );
      default:
        return term satisfies never;
    }
  }

  private requireField(term: Term, sign: Token): FieldRef {
    if (term.kind === 'field') return term.field;
    throw this.reader.error(
      sign,
      (place) => `"${sign.text}" ${place} needs the name of a field in front of it.`,
    );
  }

  private refuseArithmetic(): void {
    const token = this.reader.next;
    if (token.kind === 'sign' && /^[-+*/%]$/.test(token.text)) throw this.arithmetic(token);
  }

  private arithmetic(token: Token): QuerySyntaxError {
    return this.reader.error(
      token,
      (place) =>
        `Arithmetic is not supported (${token.text} ${place}): write the result, or put a field name that holds a ${token.text} in backticks.`,
    );
  }

  private deeper<T>(token: Token, content: () => T): T {
    this.depth += 1;
    if (this.depth > NESTING_DEPTH_MAX) {
      throw this.reader.error(
        token,
        (place) =>
          `The query is more than ${NESTING_DEPTH_MAX} levels deep ${place}: remove brackets that change nothing.`,
      );
    }
    const result = content();
    this.depth -= 1;
    return result;
  }
}

function asCondition(node: EqlNode): Term {
  return { kind: 'condition', node };
}

function leafOf(
  left: Extract<Term, { kind: 'field' | 'length' }>,
  operator: RangeOperator | null,
  value: Literal,
  span: Span,
): EqlLeaf {
  const { field } = left;
  if (left.kind === 'length') return { kind: 'length', field, operator, value, span };
  return operator ? { kind: 'range', field, operator, value, span } : { kind: 'equals', field, value, span };
}

function isCall(word: string): word is FunctionName {
  return Object.hasOwn(CALLS, word);
}

/** `in (…)` and its like are no calls. */
function isKeyword(reader: TokenReader): boolean {
  return !reader.isFreeName() && !/^[A-Za-z]{5,}~$/.test(reader.next.text);
}
