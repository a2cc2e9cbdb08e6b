/**
 * A query resolved: names are columns, expressions have types, patterns are compiled. `to-sql` reads it; the check
 * and the description are by-products of building it.
 */
import type { ResolvedField } from '../ecs';
import type { KqlNode } from '../kql';
import type { ArithmeticOperator, CompareOperator, TimeUnit } from './ast';
import type { AggregateName, ScalarName } from './functions';

/** `null` is the type of the literal null, and of an expression that has a problem: it fits everywhere. */
export type ValueType =
  | 'keyword'
  | 'long'
  | 'double'
  | 'boolean'
  | 'date'
  | 'ip'
  | 'geo_point'
  | 'time-span'
  | 'null';

export interface Shape {
  readonly type: ValueType;
  /** True when one row may hold several values. */
  readonly multi: boolean;
}

export interface Column extends Shape {
  readonly name: string;
  readonly source:
    | { readonly kind: 'field'; readonly resolved: ResolvedField }
    | { readonly kind: 'metadata'; readonly name: MetadataName }
    /** Made by a command; the SQL calls it `c<id>`. */
    | { readonly kind: 'computed'; readonly id: number };
}

export type MetadataName = '_id' | '_index' | '_version';

/** What TO_… and `::` convert to. `integer` is a long that has to fit 32 bits. */
export type ConvertTarget = 'keyword' | 'long' | 'integer' | 'double' | 'boolean' | 'date' | 'ip';

export interface PlainSpan {
  readonly amount: number;
  readonly unit: TimeUnit;
}

export type Typed = Shape &
  /** As text: digits, `true`, an ISO time, an address. Null is null. */
  (
    | { readonly kind: 'literal'; readonly value: string | null }
    | { readonly kind: 'list'; readonly values: readonly string[] }
    | { readonly kind: 'span'; readonly span: PlainSpan }
    | { readonly kind: 'column'; readonly column: Column }
    | { readonly kind: 'call'; readonly name: ScalarName; readonly args: readonly Typed[] }
    | { readonly kind: 'convert'; readonly to: ConvertTarget; readonly value: Typed }
    | {
        readonly kind: 'arithmetic';
        readonly operator: ArithmeticOperator;
        readonly left: Typed;
        readonly right: Typed;
      }
    | {
        readonly kind: 'date-shift';
        readonly operator: '+' | '-';
        readonly value: Typed;
        readonly span: PlainSpan;
      }
    | {
        readonly kind: 'compare';
        readonly operator: CompareOperator;
        readonly left: Typed;
        readonly right: Typed;
      }
    | { readonly kind: 'not'; readonly value: Typed }
    | { readonly kind: 'and' | 'or'; readonly operands: readonly Typed[] }
    | { readonly kind: 'is-null'; readonly value: Typed; readonly negated: boolean }
    | { readonly kind: 'in'; readonly value: Typed; readonly options: readonly Typed[] }
    /** Patterns of SQL's LIKE, escaped with a backslash. */
    | { readonly kind: 'like'; readonly value: Typed; readonly patterns: readonly string[] }
    /** Regular expressions of PostgreSQL, anchored where they have to be. */
    | { readonly kind: 'matches'; readonly value: Typed; readonly patterns: readonly string[] }
    | { readonly kind: 'case'; readonly branches: readonly CaseBranch[]; readonly otherwise: Typed | null }
    | { readonly kind: 'date-trunc'; readonly span: PlainSpan; readonly value: Typed }
    | { readonly kind: 'date-diff'; readonly unit: TimeUnit; readonly from: Typed; readonly to: Typed }
    | { readonly kind: 'cidr'; readonly value: Typed; readonly networks: readonly string[] }
    | {
        readonly kind: 'replace';
        readonly value: Typed;
        readonly pattern: string;
        readonly replacement: string;
      }
    | { readonly kind: 'kql'; readonly query: KqlNode }
  );

export interface CaseBranch {
  readonly when: Typed;
  readonly value: Typed;
}

export interface Assigned {
  readonly column: Column;
  readonly value: Typed;
}

export interface Aggregate {
  readonly column: Column;
  readonly name: AggregateName;
  /** Null for COUNT(*). */
  readonly value: Typed | null;
  readonly where: Typed | null;
  /** The percentile, from 0 to 100, of PERCENTILE. */
  readonly percentile: number;
}

/** A captured part of a text: the regular expression's groups, from 1, joined when there are several. */
export interface Capture {
  readonly column: Column;
  readonly groups: readonly number[];
}

export interface StatsStage {
  readonly kind: 'stats';
  readonly groups: readonly Assigned[];
  readonly aggregates: readonly Aggregate[];
  /** Computed from groups and aggregates, after grouping. */
  readonly outputs: readonly Assigned[];
}

export interface SortStage {
  readonly kind: 'sort';
  readonly keys: ReadonlyArray<Assigned & { readonly descending: boolean; readonly nullsFirst: boolean }>;
}

export type Stage =
  | { readonly kind: 'where'; readonly condition: Typed }
  | { readonly kind: 'eval'; readonly items: readonly Assigned[] }
  | StatsStage
  | SortStage
  | { readonly kind: 'limit'; readonly rows: number }
  | { readonly kind: 'mv-expand'; readonly column: Column; readonly value: Typed }
  | {
      readonly kind: 'extract';
      readonly value: Typed;
      /** A regular expression of PostgreSQL. */
      readonly pattern: string;
      readonly captures: readonly Capture[];
      readonly separator: string;
    };

export interface QueryPlan {
  readonly stages: readonly Stage[];
  /** What the query returns, in order. */
  readonly columns: readonly Column[];
  readonly isAggregating: boolean;
  /** Names of the columns behind BY of the last STATS. */
  readonly groupBy: readonly string[];
  /** ECS fields the query names, each once, in the order of the text. */
  readonly fields: readonly string[];
}
