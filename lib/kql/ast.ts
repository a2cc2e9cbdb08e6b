/**
 * The syntax tree of a KQL query: plain frozen data, one closed union, a span on every node.
 *
 * `a: (x or y)` is stored as `a: x or a: y`; `a: *` is stored as `exists`; parentheses leave no node. The tree
 * says what was written, not what it means for a field: types are the business of `check` and `plan`.
 */

/** Where a node stands in the query text, in UTF-16 offsets; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Value =
  /** Text to equal. `quoted` tells `"true"` from `true` when printing; it does not change what matches. */
  | { readonly kind: 'literal'; readonly text: string; readonly quoted: boolean; readonly span: Span }
  /** The text between the stars: `a*b` is `['a', 'b']`, `**` is `['', '', '']`. */
  | { readonly kind: 'wildcard'; readonly parts: readonly string[]; readonly span: Span }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly span: Span }
  | { readonly kind: 'null'; readonly span: Span };

export type FieldNode =
  | { readonly kind: 'field'; readonly name: string; readonly span: Span }
  /** `user.*`: every registered field whose name fits. */
  | { readonly kind: 'field-pattern'; readonly parts: readonly string[]; readonly span: Span };

export type RangeOperator = 'gt' | 'gte' | 'lt' | 'lte';

export type MatchAllNode = { readonly kind: 'match-all'; readonly span: Span };
export type AndNode = { readonly kind: 'and'; readonly children: readonly KqlNode[]; readonly span: Span };
export type OrNode = { readonly kind: 'or'; readonly children: readonly KqlNode[]; readonly span: Span };
export type NotNode = { readonly kind: 'not'; readonly child: KqlNode; readonly span: Span };
export type IsNode = {
  readonly kind: 'is';
  readonly field: FieldNode;
  readonly value: Value;
  readonly span: Span;
};
export type ExistsNode = { readonly kind: 'exists'; readonly field: FieldNode; readonly span: Span };
export type RangeNode = {
  readonly kind: 'range';
  readonly field: FieldNode;
  readonly operator: RangeOperator;
  readonly value: Value;
  readonly span: Span;
};
export type NestedNode = {
  readonly kind: 'nested';
  readonly field: FieldNode;
  readonly child: KqlNode;
  readonly span: Span;
};
/** A value with no field, as typed into a search box. */
export type FreeTextNode = { readonly kind: 'free-text'; readonly value: Value; readonly span: Span };

/** A node that asks something of a field. */
export type LeafNode = IsNode | ExistsNode | RangeNode;

export type KqlNode = MatchAllNode | AndNode | OrNode | NotNode | LeafNode | NestedNode | FreeTextNode;

/** For nodes that no text stands behind. */
export const NO_SPAN: Span = Object.freeze({ start: 0, end: 0 });

export function spanOf(start: number, end: number): Span {
  return Object.freeze({ start, end });
}

export function matchAll(span: Span = NO_SPAN): KqlNode {
  return Object.freeze({ kind: 'match-all', span });
}

/** All of `children`; none of them means everything matches, one of them stands for itself. */
export function and(children: readonly KqlNode[], span: Span = NO_SPAN): KqlNode {
  const [first] = children;
  if (!first) return matchAll(span);
  if (children.length === 1) return first;
  return Object.freeze({ kind: 'and', children: Object.freeze([...children]), span });
}

/** Any of `children`; none of them means nothing matches, one of them stands for itself. */
export function or(children: readonly KqlNode[], span: Span = NO_SPAN): KqlNode {
  const [first] = children;
  if (!first) return not(matchAll(span), span);
  if (children.length === 1) return first;
  return Object.freeze({ kind: 'or', children: Object.freeze([...children]), span });
}

export function not(child: KqlNode, span: Span = NO_SPAN): KqlNode {
  return Object.freeze({ kind: 'not', child, span });
}

export function field(name: string, span: Span = NO_SPAN): FieldNode {
  return Object.freeze({ kind: 'field', name, span });
}

export function fieldPattern(parts: readonly string[], span: Span = NO_SPAN): FieldNode {
  return Object.freeze({ kind: 'field-pattern', parts: Object.freeze([...parts]), span });
}

export function literal(text: string, quoted = true, span: Span = NO_SPAN): Value {
  return Object.freeze({ kind: 'literal', text, quoted, span });
}

export function wildcard(parts: readonly string[], span: Span = NO_SPAN): Value {
  return Object.freeze({ kind: 'wildcard', parts: Object.freeze([...parts]), span });
}

export function booleanValue(value: boolean, span: Span = NO_SPAN): Value {
  return Object.freeze({ kind: 'boolean', value, span });
}

export function nullValue(span: Span = NO_SPAN): Value {
  return Object.freeze({ kind: 'null', span });
}

/** `field: value`; a lone star asks whether the field exists. */
export function is(fieldNode: FieldNode, value: Value, span: Span = NO_SPAN): KqlNode {
  if (isLoneStar(value)) return Object.freeze({ kind: 'exists', field: fieldNode, span });
  return Object.freeze({ kind: 'is', field: fieldNode, value, span });
}

export function range(
  fieldNode: FieldNode,
  operator: RangeOperator,
  value: Value,
  span: Span = NO_SPAN,
): KqlNode {
  return Object.freeze({ kind: 'range', field: fieldNode, operator, value, span });
}

export function nested(fieldNode: FieldNode, child: KqlNode, span: Span = NO_SPAN): KqlNode {
  return Object.freeze({ kind: 'nested', field: fieldNode, child, span });
}

export function freeText(value: Value, span: Span = NO_SPAN): KqlNode {
  return Object.freeze({ kind: 'free-text', value, span });
}

function isLoneStar(value: Value): boolean {
  return value.kind === 'wildcard' && value.parts.length === 2 && value.parts.every((part) => part === '');
}
