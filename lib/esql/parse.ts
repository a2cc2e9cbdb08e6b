/** An ES|QL query: FROM and the commands behind the pipes. Expressions are `parse-expression`'s. */
import type {
  AggregateItem,
  Assignment,
  Command,
  EsqlQuery,
  Expression,
  NamePattern,
  NameText,
  SortKey,
  Span,
} from './ast';
import { Lexer, unquoteName } from './lex';
import { ExpressionParser } from './parse-expression';

/** Real rules have a few thousand characters; the SQL of a longer one would be slow to plan. */
export const QUERY_LENGTH_MAX = 50_000;
const COMMANDS_MAX = 100;

type Body = DistributiveOmit<Command, keyof Span>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** Parses a query. Throws a QuerySyntaxError, which names the place, when the text is not ES|QL. */
export function parseQuery(text: string): EsqlQuery {
  const lexer = new Lexer(text);
  if (text.length > QUERY_LENGTH_MAX) {
    throw lexer.error(
      QUERY_LENGTH_MAX,
      QUERY_LENGTH_MAX + 1,
      () => `The query is longer than ${QUERY_LENGTH_MAX.toLocaleString('en-US')} characters: shorten it.`,
    );
  }
  return new QueryParser(lexer).parse();
}

class QueryParser {
  private readonly expressions: ExpressionParser;

  constructor(private readonly lexer: Lexer) {
    this.expressions = new ExpressionParser(lexer);
  }

  parse(): EsqlQuery {
    if (!this.expressions.takeWord('from')) throw this.expressions.expected('FROM and the names of indices');
    const sources = this.expressions.list(() => this.source());
    const metadata = this.expressions.takeWord('metadata')
      ? this.expressions.list(() => this.name('a metadata field'))
      : [];
    const commands: Command[] = [];
    while (this.expressions.takeSymbol('|')) {
      commands.push(this.command());
      if (commands.length > COMMANDS_MAX) {
        throw this.lexer.error(this.lexer.end, this.lexer.end, () => `More than ${COMMANDS_MAX} commands.`);
      }
    }
    if (this.lexer.peek().kind !== 'end') throw this.expressions.expected('“|” or the end');
    return { text: this.lexer.text, sources, metadata, commands };
  }

  private source(): NameText {
    const source = this.lexer.takeSource();
    if (!source) throw this.expressions.expected('the name of an index');
    return { name: source.text, start: source.start, end: source.end };
  }

  private name(what: string): NameText {
    const token = this.lexer.peek();
    if (token.kind !== 'name') throw this.expressions.expected(what);
    this.lexer.take();
    return { name: token.text, start: token.start, end: token.end };
  }

  private command(): Command {
    const token = this.lexer.peek();
    if (token.kind !== 'name') throw this.expressions.expected('a command');
    this.lexer.take();
    const body = this.body(token.word);
    return { ...body, start: token.start, end: this.lexer.end };
  }

  private body(word: string): Body {
    switch (word) {
      case 'where':
        return { kind: 'where', condition: this.expressions.parse() };
      case 'eval':
        return { kind: 'eval', items: this.expressions.list(() => this.assignment()) };
      case 'stats':
        return this.stats();
      case 'keep':
      case 'drop':
        return { kind: word, patterns: this.expressions.list(() => this.namePattern()) };
      case 'rename':
        return { kind: 'rename', pairs: this.expressions.list(() => this.renaming()) };
      case 'sort':
        return { kind: 'sort', keys: this.expressions.list(() => this.sortKey()) };
      case 'limit':
        return { kind: 'limit', rows: this.rows() };
      case 'mv_expand':
        return { kind: 'mv-expand', name: this.name('a column') };
      case 'grok':
        return { kind: 'grok', value: this.expressions.parse(), pattern: this.expressions.patternText() };
      case 'dissect':
        return this.dissect();
      default:
        return this.skip(word);
    }
  }

  /** `name = expression`, or an expression that names its column itself. */
  private assignment(): Assignment {
    const back = this.lexer.mark();
    const first = this.lexer.peek();
    if (first.kind === 'name') {
      this.lexer.take();
      if (this.expressions.takeSymbol('=')) {
        const value = this.expressions.parse();
        return { name: first.text, value, start: first.start, end: value.end };
      }
      back();
    }
    const value = this.expressions.parse();
    return { name: this.nameOf(value), value, start: value.start, end: value.end };
  }

  private nameOf(value: Expression): string {
    return value.kind === 'name' ? value.name : this.lexer.text.slice(value.start, value.end);
  }

  private stats(): Body {
    const items = this.expressions.isWord('by') ? [] : this.expressions.list(() => this.aggregate());
    const by = this.expressions.takeWord('by') ? this.expressions.list(() => this.assignment()) : [];
    return { kind: 'stats', items, by };
  }

  private aggregate(): AggregateItem {
    const item = this.assignment();
    const where = this.expressions.takeWord('where') ? this.expressions.parse() : null;
    return { ...item, where, end: this.lexer.end };
  }

  private namePattern(): NamePattern {
    const found = this.lexer.takeStarredName();
    if (!found) throw this.expressions.expected('a column');
    // A star between back-quotes is a star of the name.
    const parts = [''];
    for (const piece of found.text.match(/`(?:[^`]|``)+`|\*|[^`*]+/g) ?? []) {
      if (piece === '*') parts.push('');
      else parts.push(`${parts.pop() ?? ''}${unquoteName(piece)}`);
    }
    return { parts, start: found.start, end: found.end };
  }

  private renaming(): { from: NameText; to: NameText } {
    const first = this.name('a column');
    if (this.expressions.takeSymbol('=')) return { from: this.name('a column'), to: first };
    this.expressions.expectWord('as');
    return { from: first, to: this.name('a new name') };
  }

  private sortKey(): SortKey {
    const value = this.expressions.parse();
    const descending = this.expressions.isWord('desc');
    this.expressions.takeWord('asc', 'desc');
    let nullsFirst = descending;
    if (this.expressions.takeWord('nulls')) {
      nullsFirst = this.expressions.takeWord('first');
      if (!nullsFirst) this.expressions.expectWord('last');
    }
    return { value, descending, nullsFirst, start: value.start, end: this.lexer.end };
  }

  private rows(): number {
    const token = this.lexer.peek();
    const rows = Number(token.text);
    if (token.kind !== 'number' || token.decimal || !Number.isSafeInteger(rows)) {
      throw this.expressions.expected('a number of rows');
    }
    this.lexer.take();
    return rows;
  }

  private dissect(): Body {
    const value = this.expressions.parse();
    const pattern = this.expressions.patternText();
    let separator = '';
    if (this.expressions.takeWord('append_separator')) {
      this.expressions.expectSymbol('=');
      separator = this.expressions.patternText().text;
    }
    return { kind: 'dissect', value, pattern, separator };
  }

  /** Reads over a command that is not supported, so that the check can name it and go on. */
  private skip(word: string): Body {
    let depth = 0;
    for (let token = this.lexer.peek(); token.kind !== 'end'; token = this.lexer.peek()) {
      if (depth === 0 && this.expressions.isSymbol('|')) break;
      if (this.expressions.isSymbol('(')) depth += 1;
      if (this.expressions.isSymbol(')')) depth -= 1;
      this.lexer.take();
    }
    return { kind: 'unsupported', name: word.toUpperCase() };
  }
}
