import type { FieldNode, KqlNode, LeafNode, Span, Value } from './ast';
import { readCondition } from './condition';
import { didYouMean, nearestFields } from './nearest';
import { targetsOf } from './plan';
import type { QueryProblem } from './result';

/** A query with more faults than this needs another look, not a longer list. */
const PROBLEMS_MAX = 100;
const SUGGESTED_NAMES_MAX = 20;

/**
 * Finds what is wrong with a well-formed query: unknown fields (a warning: they match nothing, as in
 * Elasticsearch), values that do not fit their field, null, nested groups (errors). In the order of the text.
 */
export function checkKql(node: KqlNode): readonly QueryProblem[] {
  const problems: QueryProblem[] = [];
  const suggested = new Map<string, readonly string[]>();
  const visit = (current: KqlNode): void => {
    if (problems.length >= PROBLEMS_MAX) return;
    switch (current.kind) {
      case 'and':
      case 'or':
        for (const child of current.children) visit(child);
        return;
      case 'not':
        visit(current.child);
        return;
      case 'is':
      case 'exists':
      case 'range':
        checkLeaf(current, problems, suggested);
        return;
      case 'nested':
        problems.push(nestedProblem(current.field));
        return;
      case 'match-all':
      case 'free-text':
        return;
      default:
        current satisfies never;
    }
  };
  visit(node);
  return problems;
}

function checkLeaf(
  leaf: LeafNode,
  problems: QueryProblem[],
  suggested: Map<string, readonly string[]>,
): void {
  const targets = targetsOf(leaf.field);
  const [target] = targets;
  if (!target) {
    problems.push(unknownField(leaf.field, suggested));
  } else if (leaf.field.kind === 'field-pattern') {
    // A pattern asks several fields at once; those whose type the value does not fit simply do not match.
    const readings = targets.map((each) => readCondition(each, leaf, 0));
    const [first] = readings;
    if (first?.error !== undefined && readings.every(({ error }) => error !== undefined)) {
      problems.push(problem('error', valueSpan(leaf), first.error));
    }
  } else {
    const { error, warning } = readCondition(target, leaf, 0);
    if (error !== undefined) problems.push(problem('error', valueSpan(leaf), error));
    else if (warning !== undefined) problems.push(problem('warning', valueSpan(leaf), warning));
  }
}

function unknownField(node: FieldNode, suggested: Map<string, readonly string[]>): QueryProblem {
  if (node.kind === 'field-pattern') {
    return problem(
      'warning',
      node.span,
      `No field is named like ${node.parts.join('*')}: this never matches.`,
    );
  }
  let suggestions = suggested.get(node.name);
  if (!suggestions) {
    suggestions = suggested.size < SUGGESTED_NAMES_MAX ? nearestFields(node.name) : [];
    suggested.set(node.name, suggestions);
  }
  const name = node.name.length > 60 ? `${node.name.slice(0, 60)}…` : node.name;
  return problem(
    'warning',
    node.span,
    `There is no field ${name}: this never matches.${didYouMean(suggestions)}`,
    suggestions,
  );
}

function nestedProblem(node: FieldNode): QueryProblem {
  const name = node.kind === 'field' ? node.name : node.parts.join('*');
  return problem(
    'error',
    node.span,
    `CloudTrail events have no nested fields: write ${name}.<key>: … instead of ${name}: { … }.`,
  );
}

function valueSpan(leaf: LeafNode): Span {
  const value: Value | undefined = leaf.kind === 'exists' ? undefined : leaf.value;
  return (value ?? leaf).span;
}

function problem(
  severity: QueryProblem['severity'],
  { start, end }: Span,
  message: string,
  suggestions: readonly string[] = [],
): QueryProblem {
  return { severity, message, start, end, suggestions };
}
