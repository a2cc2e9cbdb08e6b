/**
 * The syntax tree of an EQL query: plain data, closed unions, a span on every node.
 *
 * The tree says what was written: types are the business of `clauses`. What can be written in two ways is stored in
 * one: `x != y` is `not (x == y)`, `x == null` is `not exists`, and parentheses leave no node.
 */
import type { RangeOperator, Span } from '../kql';

export type { RangeOperator, Span };

/** A field as written. `optional` (`?name`) says that the query knows the field may not exist at all. */
export interface FieldRef {
  readonly name: string;
  readonly optional: boolean;
  readonly span: Span;
}

export interface Literal {
  readonly kind: 'text' | 'number' | 'boolean';
  /** A number or a boolean as written: `-5`, `1.5`, `true`. */
  readonly text: string;
  readonly span: Span;
}

/** How a list of patterns was asked for; the words are those of the query. */
export type PatternOperator = ':' | 'like' | 'like~' | 'wildcard' | 'wildcard~';

export type FunctionName = 'stringContains' | 'startsWith' | 'endsWith';

export type EqlLeaf =
  /** `field == value`; the other comparisons are `range`. */
  | { readonly kind: 'equals'; readonly field: FieldRef; readonly value: Literal; readonly span: Span }
  | {
      readonly kind: 'range';
      readonly field: FieldRef;
      readonly operator: RangeOperator;
      readonly value: Literal;
      readonly span: Span;
    }
  | {
      readonly kind: 'in';
      readonly field: FieldRef;
      readonly values: readonly Literal[];
      readonly ignoreCase: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: 'patterns';
      readonly field: FieldRef;
      readonly operator: PatternOperator;
      readonly patterns: readonly Literal[];
      readonly span: Span;
    }
  | {
      readonly kind: 'regex';
      readonly field: FieldRef;
      readonly patterns: readonly Literal[];
      readonly ignoreCase: boolean;
      readonly span: Span;
    }
  /** `stringContains(field, "x")` and its like. */
  | {
      readonly kind: 'call';
      readonly name: FunctionName;
      readonly field: FieldRef;
      readonly needle: Literal;
      readonly ignoreCase: boolean;
      readonly span: Span;
    }
  /** The same with a field in place of the text. */
  | {
      readonly kind: 'call-fields';
      readonly name: FunctionName;
      readonly field: FieldRef;
      readonly needle: FieldRef;
      readonly ignoreCase: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: 'cidr';
      readonly field: FieldRef;
      readonly networks: readonly Literal[];
      readonly span: Span;
    }
  /** `length(field) == value`; null is equality. */
  | {
      readonly kind: 'length';
      readonly field: FieldRef;
      readonly operator: RangeOperator | null;
      readonly value: Literal;
      readonly span: Span;
    }
  | { readonly kind: 'exists'; readonly field: FieldRef; readonly span: Span }
  /** A field standing alone, which has to be true. */
  | { readonly kind: 'flag'; readonly field: FieldRef; readonly span: Span };

export type EqlNode =
  | { readonly kind: 'constant'; readonly value: boolean; readonly span: Span }
  | { readonly kind: 'and' | 'or'; readonly children: readonly EqlNode[]; readonly span: Span }
  | { readonly kind: 'not'; readonly child: EqlNode; readonly span: Span }
  | EqlLeaf;

/** `iam where …`; the category is null for `any where …`. */
export interface EventFilter {
  readonly category: string | null;
  readonly condition: EqlNode;
  readonly span: Span;
}

export interface EventQuery extends EventFilter {
  readonly kind: 'event';
}

/** One step of a sequence: `[iam where …] by user.id with runs=3`. */
export interface SequenceStage extends EventFilter {
  /** Join keys of this step alone; those of the whole sequence come before them. */
  readonly by: readonly FieldRef[];
  /** How many times in a row the step has to happen. */
  readonly runs: number;
}

export interface SequenceQuery {
  readonly kind: 'sequence';
  /** Join keys of every step. */
  readonly by: readonly FieldRef[];
  /** Longest time from the first event to the last, in milliseconds; null when any is good. */
  readonly maxspanMs: number | null;
  readonly stages: readonly SequenceStage[];
  /** What ends a sequence that is not complete. */
  readonly until: SequenceStage | null;
  readonly span: Span;
}

export type EqlQuery = EventQuery | SequenceQuery;

/** The join keys of a step: those of the sequence, then its own. */
export function joinKeys(query: SequenceQuery, stage: SequenceStage): readonly FieldRef[] {
  return [...query.by, ...stage.by];
}

/** The event filters of a query in the order of the text; the end of a sequence comes last. */
export function filtersOf(query: EqlQuery): readonly EventFilter[] {
  if (query.kind === 'event') return [query];
  return query.until ? [...query.stages, query.until] : query.stages;
}
