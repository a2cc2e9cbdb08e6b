import { type KqlNode, kql, type Value } from '../../../lib/kql';

/** The tree with every span blanked, for comparison with a tree put together by hand. */
export function withoutSpans(node: KqlNode): KqlNode {
  switch (node.kind) {
    case 'match-all':
      return kql.matchAll();
    case 'and':
      return kql.and(node.children.map(withoutSpans));
    case 'or':
      return kql.or(node.children.map(withoutSpans));
    case 'not':
      return kql.not(withoutSpans(node.child));
    case 'is':
      return kql.is(blankField(node.field), blankValue(node.value));
    case 'exists':
      return kql.is(blankField(node.field), star);
    case 'range':
      return kql.range(blankField(node.field), node.operator, blankValue(node.value));
    case 'nested':
      return kql.nested(blankField(node.field), withoutSpans(node.child));
    case 'free-text':
      return kql.freeText(blankValue(node.value));
    default:
      return node satisfies never;
  }
}

export const star = kql.wildcard(['', '']);

/** Shorthand for expected trees: `f('a', 'x')` is `a: x`. */
export function f(field: string, value: string | Value): KqlNode {
  return kql.is(kql.field(field), typeof value === 'string' ? kql.literal(value, false) : value);
}

function blankField(node: Extract<KqlNode, { kind: 'is' }>['field']) {
  return node.kind === 'field' ? kql.field(node.name) : kql.fieldPattern(node.parts);
}

function blankValue(value: Value): Value {
  return { ...value, span: kql.NO_SPAN };
}

/** Time the processor spent on `work`: unlike time on the wall, it does not grow when the machine is busy. */
export function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
