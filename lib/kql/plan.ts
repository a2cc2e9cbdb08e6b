/**
 * A query resolved against the field registry: names to fields, values to typed conditions, constants folded
 * away. The predicate and the SQL are two readers of this one tree.
 */
import { FIELDS, type ResolvedField, resolveField } from '../ecs/fields';
import type { FieldNode, FreeTextNode, KqlNode, LeafNode } from './ast';
import { type Condition, readCondition } from './condition';
import { FREE_TEXT_FIELDS, freeTextCondition } from './free-text';
import { isUnstorable, matchesParts } from './text';

export type Plan =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'and' | 'or'; readonly children: readonly Plan[] }
  | { readonly kind: 'not'; readonly child: Plan }
  | PairPlan
  | TestPlan;

export type TestPlan = {
  readonly kind: 'test';
  readonly target: ResolvedField;
  readonly condition: Condition;
};

/** Whether a value of one field stands in a value of another, both as text. Only EQL can ask. */
export type PairPlan = {
  readonly kind: 'pair';
  readonly left: ResolvedField;
  readonly relation: 'contains' | 'starts-with' | 'ends-with';
  readonly right: ResolvedField;
  /** A to Z fold. */
  readonly ignoreCase: boolean;
};

/** The clock of date math, in milliseconds since 1970; read once per query, so that `now` is one instant. */
export type Clock = () => number;

export const ALWAYS: Plan = { kind: 'constant', value: true };
export const NEVER: Plan = { kind: 'constant', value: false };

/**
 * Plans a query. Clauses that cannot be true fold to false: an unknown field, a value of the wrong type, a
 * nested group. `check` is where the analyst hears of them.
 */
export function planQuery(node: KqlNode, clock: Clock = Date.now): Plan {
  return plan(node, clock());
}

/** Keys below a flattened field; Elasticsearch stores no deeper ones, and PostgreSQL reads a path recursively. */
const SUB_PATH_LENGTH_MAX = 20;

/** The fields a name or a name pattern stands for; none when the registry knows none. */
export function targetsOf(node: FieldNode): readonly ResolvedField[] {
  if (node.kind === 'field') {
    // jsonpath cannot name a key that PostgreSQL cannot hold.
    const resolved = isUnstorable(node.name) ? null : resolveField(node.name);
    return resolved && resolved.subPath.length <= SUB_PATH_LENGTH_MAX ? [resolved] : [];
  }
  return [...FIELDS.values()]
    .filter((field) => matchesParts(field.name, node.parts))
    .map((field) => ({ field, subPath: [] }));
}

function plan(node: KqlNode, nowMs: number): Plan {
  switch (node.kind) {
    case 'match-all':
      return ALWAYS;
    case 'and':
      return allOf(node.children.map((child) => plan(child, nowMs)));
    case 'or':
      return anyOf(node.children.map((child) => plan(child, nowMs)));
    case 'not':
      return negate(plan(node.child, nowMs));
    case 'is':
    case 'exists':
    case 'range':
      return planLeaf(node, nowMs);
    case 'free-text':
      return planFreeText(node);
    case 'nested':
      return NEVER;
    default:
      return node satisfies never;
  }
}

function planLeaf(leaf: LeafNode, nowMs: number): Plan {
  return anyOf(
    targetsOf(leaf.field).map((target) => test(target, readCondition(target, leaf, nowMs).condition)),
  );
}

function planFreeText(node: FreeTextNode): Plan {
  const condition = freeTextCondition(node.value);
  return anyOf(
    FREE_TEXT_FIELDS.flatMap((name) => {
      const field = FIELDS.get(name);
      return field ? [test({ field, subPath: [] }, condition)] : [];
    }),
  );
}

/** One test, or its answer when that is the same for every event. */
export function test(target: ResolvedField, condition: Condition | boolean): Plan {
  return typeof condition === 'boolean'
    ? { kind: 'constant', value: condition }
    : { kind: 'test', target, condition };
}

export function negate(child: Plan): Plan {
  return child.kind === 'constant' ? (child.value ? NEVER : ALWAYS) : { kind: 'not', child };
}

export function allOf(children: readonly Plan[]): Plan {
  return join('and', children);
}

export function anyOf(children: readonly Plan[]): Plan {
  return join('or', mergeAlternatives(children));
}

/** Flattens, drops what decides nothing, and lets what decides everything decide. */
function join(kind: 'and' | 'or', children: readonly Plan[]): Plan {
  const neutral = kind === 'and';
  const kept: Plan[] = [];
  for (const child of children) {
    if (child.kind === 'constant') {
      if (child.value !== neutral) return child;
    } else if (child.kind === kind) {
      for (const grandchild of child.children) kept.push(grandchild);
    } else {
      kept.push(child);
    }
  }
  const [first] = kept;
  if (!first) return neutral ? ALWAYS : NEVER;
  return kept.length === 1 ? first : { kind, children: kept };
}

/** `f: (a or b or …)` becomes one test, so that a list of thousands is one parameter and one look-up. */
function mergeAlternatives(children: readonly Plan[]): readonly Plan[] {
  const groups = new Map<string, Plan[]>();
  for (const child of children) {
    const key = alternativesKey(child) ?? `#${groups.size}`;
    const group = groups.get(key);
    if (group) group.push(child);
    else groups.set(key, [child]);
  }
  return groups.size === children.length ? children : [...groups.values()].map(mergeGroup);
}

function alternativesKey(child: Plan): string | null {
  if (child.kind !== 'test') return null;
  const { target, condition } = child;
  if (condition.kind !== 'one-of' && condition.kind !== 'pattern') return null;
  return [condition.kind, target.field.name, ...target.subPath].join('.');
}

function mergeGroup(group: readonly Plan[]): Plan {
  const [first] = group;
  if (!first) return NEVER;
  if (group.length === 1 || first.kind !== 'test') return first;
  const conditions = group.flatMap((child) => (child.kind === 'test' ? [child.condition] : []));
  const texts = conditions.flatMap((each) => (each.kind === 'one-of' ? each.texts : []));
  const patterns = conditions.flatMap((each) => (each.kind === 'pattern' ? each.patterns : []));
  const condition: Condition = texts.length > 0 ? { kind: 'one-of', texts } : { kind: 'pattern', patterns };
  return { kind: 'test', target: first.target, condition };
}
