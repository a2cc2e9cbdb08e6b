import { type FieldNode, type KqlNode, matchAll, not } from './ast';

/**
 * The query that matches whatever `node` could match if some fields were not known: a test of an unknown field counts
 * as passed where that lets more events through. What it leaves out cannot match, whatever the fields hold.
 *
 * A value without a field looks into many fields, so it counts as unknown as soon as any of them is.
 */
export function possibleMatches(node: KqlNode, isUnknown: (field: FieldNode | null) => boolean): KqlNode {
  return relax(node, isUnknown, true);
}

/** `isWidening`: whether passing the test widens the whole query; every `not` around it turns that over. */
function relax(node: KqlNode, isUnknown: (field: FieldNode | null) => boolean, isWidening: boolean): KqlNode {
  const unknown = isWidening ? matchAll(node.span) : not(matchAll(node.span), node.span);
  switch (node.kind) {
    case 'and':
    case 'or':
      return Object.freeze({
        ...node,
        children: Object.freeze(node.children.map((child) => relax(child, isUnknown, isWidening))),
      });
    case 'not':
      return not(relax(node.child, isUnknown, !isWidening), node.span);
    case 'is':
    case 'exists':
    case 'range':
    case 'nested':
      return isUnknown(node.field) ? unknown : node;
    case 'free-text':
      return isUnknown(null) ? unknown : node;
    case 'match-all':
      return node;
    default:
      return node satisfies never;
  }
}
