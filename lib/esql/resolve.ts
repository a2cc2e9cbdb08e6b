/** Follows the columns through the commands of a query: from the syntax tree to the plan, and what is wrong. */
import type { QueryProblem } from '../kql/result';
import type { Command, EsqlQuery, Expression, NamePattern, PatternText } from './ast';
import { parseDissect } from './dissect';
import { parseGrok } from './grok';
import { describeType } from './literals';
import type { Assigned, Capture, Column, MetadataName, QueryPlan, Shape, Stage, Typed } from './plan';
import { Problems, shorten } from './problems';
import { convert } from './resolve-conversion';
import { condition, type ExpressionContext, resolveExpression } from './resolve-expression';
import { resolveStats } from './resolve-stats';
import { Scope } from './scope';
import { checkSources } from './sources';
import { PatternError } from './text-regex';

export interface Resolved {
  readonly plan: QueryPlan;
  /** In the order of the text. A plan with errors means nothing. */
  readonly problems: readonly QueryProblem[];
}

const resolvedQueries = new WeakMap<EsqlQuery, Resolved>();

/** Resolves a query; the same tree is resolved once. */
export function resolveQuery(query: EsqlQuery): Resolved {
  const known = resolvedQueries.get(query);
  if (known) return known;
  const resolved = new QueryResolver(query).resolve();
  resolvedQueries.set(query, resolved);
  return resolved;
}

class QueryResolver {
  private readonly problems = new Problems();
  private readonly fields = new Set<string>();
  private readonly stages: Stage[] = [];
  private scope: Scope;
  private isAggregating = false;
  private groupBy: readonly string[] = [];
  private columnCount = 0;

  constructor(private readonly query: EsqlQuery) {
    this.scope = Scope.ofEvents(this.metadata());
  }

  resolve(): Resolved {
    checkSources(this.query, this.problems);
    for (const command of this.query.commands) this.command(command);
    const { stages, isAggregating, groupBy } = this;
    const plan = { stages, columns: this.scope.all, isAggregating, groupBy, fields: [...this.fields] };
    const problems = [...this.problems.list].sort((left, right) => left.start - right.start);
    return { plan, problems };
  }

  private metadata(): MetadataName[] {
    return this.query.metadata.flatMap((each) => {
      const { name } = each;
      if (name === '_id' || name === '_index' || name === '_version') return [name];
      this.problems.error(each, `The metadata field ${shorten(name)} is not kept here.`);
      return [];
    });
  }

  private get context(): ExpressionContext {
    return {
      scope: this.scope,
      problems: this.problems,
      uses: (field) => this.fields.add(field),
    };
  }

  private readonly newColumn = (name: string, { type, multi }: Shape): Column => {
    this.columnCount += 1;
    return { name, type, multi, source: { kind: 'computed', id: this.columnCount } };
  };

  private command(command: Command): void {
    switch (command.kind) {
      case 'where':
        this.stages.push({ kind: 'where', condition: condition(command.condition, this.context) });
        return;
      case 'eval':
        for (const item of command.items) this.evaluate(item.name, item.value);
        return;
      case 'stats':
        this.stats(command);
        return;
      case 'keep':
        this.note(command.patterns);
        this.scope = this.scope.keep(command.patterns, this.problems);
        return;
      case 'drop':
        this.scope = this.scope.drop(command.patterns, this.problems);
        return;
      case 'rename':
        this.scope = this.scope.rename(command.pairs, this.problems);
        return;
      case 'sort':
        this.sort(command);
        return;
      case 'limit':
        this.stages.push({ kind: 'limit', rows: command.rows });
        return;
      case 'mv-expand':
        this.expand(command);
        return;
      case 'grok':
        this.extract(command.value, command.pattern, (text) => this.grok(text));
        return;
      case 'dissect':
        this.extract(command.value, command.pattern, (text) => this.dissect(text, command.separator));
        return;
      case 'unsupported':
        this.problems.error(command, `The command ${shorten(command.name)} is not supported here.`);
        return;
      default:
        command satisfies never;
    }
  }

  /** One column at a time: a later one may be computed from an earlier one. */
  private evaluate(name: string, expression: Expression): void {
    const value = resolveExpression(expression, this.context);
    if (value.type === 'time-span') this.problems.error(expression, 'A column cannot hold a time span.');
    const column = this.newColumn(name, value);
    this.stages.push({ kind: 'eval', items: [{ column, value }] });
    this.scope = this.scope.with([column]);
  }

  private stats(command: Extract<Command, { kind: 'stats' }>): void {
    const stage = resolveStats(command, this.context, this.newColumn);
    const groups = stage.groups.map(({ column }) => column);
    this.stages.push(stage);
    this.scope = Scope.of([...stage.outputs.map(({ column }) => column), ...groups]);
    this.groupBy = groups.map(({ name }) => name);
    this.isAggregating = true;
  }

  /** Exact names of KEEP count as used; what a star happens to fit does not. */
  private note(patterns: readonly NamePattern[]): void {
    const fields = new Set(
      this.scope.all.filter(({ source }) => source.kind === 'field').map(({ name }) => name),
    );
    for (const { parts } of patterns) {
      const [name = ''] = parts;
      if (parts.length === 1 && fields.has(name)) this.fields.add(name);
    }
  }

  private sort(command: Extract<Command, { kind: 'sort' }>): void {
    const keys = command.keys.map((key) => {
      const value = resolveExpression(key.value, this.context);
      if (value.type === 'geo_point' || value.type === 'time-span') {
        this.problems.error(key.value, `SORT cannot order by ${describeType(value.type)}.`);
      }
      const { descending, nullsFirst } = key;
      return { column: this.newColumn('', value), value, descending, nullsFirst };
    });
    this.stages.push({ kind: 'sort', keys });
  }

  private expand({ name }: Extract<Command, { kind: 'mv-expand' }>): void {
    const value = resolveExpression({ ...name, kind: 'name' }, this.context);
    const column = this.newColumn(name.name, { type: value.type, multi: false });
    if (value.multi) this.stages.push({ kind: 'mv-expand', column, value });
    else this.stages.push({ kind: 'eval', items: [{ column, value }] });
    this.scope = this.scope.with([column]);
  }

  /** GROK and DISSECT: null captures where the pattern does not fit. */
  private extract(expression: Expression, pattern: PatternText, read: (text: string) => Extraction): void {
    const value = resolveExpression(expression, this.context);
    if (value.type !== 'keyword' && value.type !== 'null') {
      this.problems.error(expression, `A pattern reads text; this is ${describeType(value.type)}.`);
    } else if (value.multi) {
      this.problems.error(expression, 'A pattern reads one value, and this column may hold several.');
    }
    try {
      const { sql, captures, separator, conversions } = read(pattern.text);
      this.stages.push({ kind: 'extract', value, pattern: sql, captures, separator });
      this.scope = this.scope.with(captures.map(({ column }) => column));
      const items = conversions(pattern, this.problems);
      if (items.length > 0) this.stages.push({ kind: 'eval', items });
      this.scope = this.scope.with(items.map(({ column }) => column));
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      this.problems.error(pattern, error.message);
    }
  }

  private grok(text: string): Extraction {
    const { sql, captures } = parseGrok(text);
    const columns = captures.map(({ name, group, type }) => ({
      type,
      capture: { column: this.newColumn(name, { type: 'keyword', multi: false }), groups: [group] },
    }));
    const conversions = (pattern: PatternText, problems: Problems) =>
      columns.flatMap(({ type, capture: { column } }): Assigned[] => {
        if (type === 'keyword') return [];
        const text: Typed = { kind: 'column', column, type: 'keyword', multi: false };
        const value = convert(text, type, pattern, problems);
        return [{ column: this.newColumn(column.name, value), value }];
      });
    return { sql, captures: columns.map(({ capture }) => capture), separator: '', conversions };
  }

  private dissect(text: string, separator: string): Extraction {
    const { sql, captures } = parseDissect(text);
    const columns = captures.map(({ name, groups }) => ({
      column: this.newColumn(name, { type: 'keyword', multi: false }),
      groups,
    }));
    return { sql, captures: columns, separator, conversions: () => [] };
  }
}

interface Extraction {
  readonly sql: string;
  readonly captures: readonly Capture[];
  readonly separator: string;
  /** Columns for captures that are to be numbers. */
  readonly conversions: (pattern: PatternText, problems: Problems) => readonly Assigned[];
}
