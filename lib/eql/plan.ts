/** An event filter as the plan that KQL's predicate and SQL are read from. */
import { kql } from '../kql';
import { allOf, anyOf, negate, type Plan, planQuery } from '../kql/plan';
import type { EqlLeaf, EqlNode, EventFilter } from './ast';
import { presence, readClause } from './clauses';

/** The field that `iam where` names, unless a rule says otherwise (`event_category_override`). */
export const DEFAULT_CATEGORY_FIELD = 'event.category';

/**
 * Plans one event filter.
 *
 * `not` is pure negation and so true for events without the field. It is not where Elasticsearch computes the clause
 * instead of looking it up: `not` straight in front of a length or of a comparison of two fields needs both to be
 * there.
 */
export function planFilter({ category, condition }: EventFilter, categoryField: string, nowMs: number): Plan {
  const node = planNode(condition, nowMs);
  if (category === null) return node;
  return allOf([planQuery(kql.is(kql.field(categoryField), kql.literal(category))), node]);
}

function planNode(node: EqlNode, nowMs: number): Plan {
  switch (node.kind) {
    case 'constant':
      return { kind: 'constant', value: node.value };
    case 'and':
      return allOf(node.children.map((child) => planNode(child, nowMs)));
    case 'or':
      return anyOf(node.children.map((child) => planNode(child, nowMs)));
    case 'not':
      return planNot(node.child, nowMs);
    default:
      return readClause(node, nowMs).plan;
  }
}

function planNot(child: EqlNode, nowMs: number): Plan {
  if (child.kind === 'not') return planNode(child.child, nowMs);
  const plan = planNode(child, nowMs);
  const needed = neededFields(child);
  if (needed.length === 0) return negate(plan);
  return allOf([...needed.map(presence), negate(plan)]);
}

function neededFields(node: EqlNode): ReadonlyArray<EqlLeaf['field']> {
  if (node.kind === 'call-fields') return [node.field, node.needle];
  return node.kind === 'length' ? [node.field] : [];
}
