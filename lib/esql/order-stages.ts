/**
 * Puts filters before what they do not need, so that they reach the table and its indexes: a rule often computes a
 * time bucket first and filters then. A row passes the same filters in either order.
 */
import type { Column, Stage, Typed } from './plan';
import { needsAny } from './walk';

/** The same stages, filters as early as they may stand, and columns that do not need each other made together. */
export function orderStages(stages: readonly Stage[]): readonly Stage[] {
  const ordered: Stage[] = [];
  for (const stage of stages) {
    if (stage.kind === 'where') {
      for (const conjunct of conjuncts(stage.condition)) addFilter(ordered, conjunct);
    } else {
      ordered.push(stage);
    }
  }
  return mergeEvaluations(ordered);
}

function conjuncts(condition: Typed): readonly Typed[] {
  return condition.kind === 'and' ? condition.operands.flatMap(conjuncts) : [condition];
}

function addFilter(ordered: Stage[], condition: Typed): void {
  let at = ordered.length;
  while (at > 0 && mayPass(ordered[at - 1], condition)) at -= 1;
  // Filters keep their order among themselves.
  while (ordered[at]?.kind === 'where') at += 1;
  ordered.splice(at, 0, { kind: 'where', condition });
}

function mayPass(stage: Stage | undefined, condition: Typed): boolean {
  if (!stage) return false;
  switch (stage.kind) {
    case 'where':
      return true;
    case 'eval':
    case 'extract':
    case 'mv-expand':
    case 'sort':
      return !needsAny(condition, madeBy(stage));
    case 'limit':
    case 'stats':
      return false;
    default:
      return stage satisfies never;
  }
}

function madeBy(stage: Exclude<Stage, { kind: 'where' | 'limit' | 'stats' }>): readonly Column[] {
  switch (stage.kind) {
    case 'eval':
      return stage.items.map(({ column }) => column);
    case 'extract':
      return stage.captures.map(({ column }) => column);
    case 'mv-expand':
      return [stage.column];
    case 'sort':
      return stage.keys.map(({ column }) => column);
    default:
      return stage satisfies never;
  }
}

function mergeEvaluations(stages: readonly Stage[]): readonly Stage[] {
  const merged: Stage[] = [];
  for (const stage of stages) {
    const last = merged.at(-1);
    const isApart =
      stage.kind === 'eval' &&
      last?.kind === 'eval' &&
      !stage.items.some(({ value }) => needsAny(value, madeBy(last)));
    if (isApart) merged.splice(-1, 1, { kind: 'eval', items: [...last.items, ...stage.items] });
    else merged.push(stage);
  }
  return merged;
}
