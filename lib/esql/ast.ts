/** The syntax tree of an ES|QL query, as written: names are not looked up and nothing has a type yet. */

/** Offsets into the query text; `end` is the first character behind. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type CompareOperator = '==' | '!=' | '=~' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

export type Expression = Span &
  (
    | { readonly kind: 'text'; readonly value: string }
    /** `digits` as written; a decimal point or an exponent makes it a double. */
    | { readonly kind: 'number'; readonly digits: string; readonly decimal: boolean }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'null' }
    /** `10 seconds`. */
    | { readonly kind: 'time-span'; readonly amount: number; readonly unit: TimeUnit }
    /** `["a", "b"]`. */
    | { readonly kind: 'list'; readonly items: readonly Expression[] }
    | { readonly kind: 'name'; readonly name: string }
    | CallExpression
    /** `x::long`. */
    | { readonly kind: 'cast'; readonly value: Expression; readonly type: string }
    | { readonly kind: 'negate'; readonly value: Expression }
    | {
        readonly kind: 'arithmetic';
        readonly operator: ArithmeticOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly kind: 'compare';
        readonly operator: CompareOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | { readonly kind: 'not'; readonly value: Expression }
    | { readonly kind: 'and' | 'or'; readonly operands: readonly Expression[] }
    | { readonly kind: 'is-null'; readonly value: Expression; readonly negated: boolean }
    | {
        readonly kind: 'in';
        readonly value: Expression;
        readonly options: readonly Expression[];
        readonly negated: boolean;
      }
    | {
        readonly kind: 'like' | 'rlike';
        readonly value: Expression;
        readonly patterns: readonly PatternText[];
        readonly negated: boolean;
      }
  );

export interface CallExpression extends Span {
  readonly kind: 'call';
  /** In capitals. */
  readonly name: string;
  readonly args: readonly Expression[];
  /** `COUNT(*)`. */
  readonly star: boolean;
}

/** A quoted pattern; the span includes the quotation marks. */
export interface PatternText extends Span {
  readonly text: string;
}

export type TimeUnit =
  | 'millisecond'
  | 'second'
  | 'minute'
  | 'hour'
  | 'day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'year';

/** `name = expression`; without a name, the column is called as the expression is written. */
export interface Assignment extends Span {
  readonly name: string;
  readonly value: Expression;
}

export interface AggregateItem extends Assignment {
  /** `… WHERE condition`, or null. */
  readonly where: Expression | null;
}

/** A name of KEEP or DROP, perhaps with stars; `parts` is what stands around them. */
export interface NamePattern extends Span {
  readonly parts: readonly string[];
}

export interface NameText extends Span {
  readonly name: string;
}

export interface SortKey extends Span {
  readonly value: Expression;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

export type Command = Span &
  (
    | { readonly kind: 'where'; readonly condition: Expression }
    | { readonly kind: 'eval'; readonly items: readonly Assignment[] }
    | { readonly kind: 'stats'; readonly items: readonly AggregateItem[]; readonly by: readonly Assignment[] }
    | { readonly kind: 'keep' | 'drop'; readonly patterns: readonly NamePattern[] }
    | { readonly kind: 'rename'; readonly pairs: ReadonlyArray<{ from: NameText; to: NameText }> }
    | { readonly kind: 'sort'; readonly keys: readonly SortKey[] }
    | { readonly kind: 'limit'; readonly rows: number }
    | { readonly kind: 'mv-expand'; readonly name: NameText }
    | { readonly kind: 'grok'; readonly value: Expression; readonly pattern: PatternText }
    | {
        readonly kind: 'dissect';
        readonly value: Expression;
        readonly pattern: PatternText;
        readonly separator: string;
      }
    /** A command of ES|QL that is not read; `name` in capitals. */
    | { readonly kind: 'unsupported'; readonly name: string }
  );

export interface EsqlQuery {
  /** The text the spans point into. */
  readonly text: string;
  readonly sources: readonly NameText[];
  /** Names behind METADATA: `_id`, `_index`, `_version`. */
  readonly metadata: readonly NameText[];
  readonly commands: readonly Command[];
}
