import type { ResolvedField } from '../ecs';
import type { FieldNode, KqlNode, Span } from './ast';
import { targetsOf } from './plan';

/** One field a query asks about. */
export interface FieldUse {
  /** The name as the registry writes it, sub-keys included; for an unknown field, as the query wrote it. */
  readonly name: string;
  /** Null when the registry does not know the field. */
  readonly resolved: ResolvedField | null;
  /** Every place in the query that names it. */
  readonly spans: readonly Span[];
}

/**
 * The fields a query names, each once, in the order of their first use. A name pattern counts as every field it
 * fits. Free text names no field, and fields inside a nested group are relative to it: neither is listed.
 */
export function fieldsUsed(node: KqlNode): readonly FieldUse[] {
  const uses = new Map<string, { name: string; resolved: ResolvedField | null; spans: Span[] }>();
  const add = (name: string, resolved: ResolvedField | null, span: Span) => {
    const use = uses.get(name) ?? { name, resolved, spans: [] };
    // The values of one list share one field node.
    if (use.spans.at(-1) !== span) use.spans.push(span);
    uses.set(name, use);
  };
  const addField = (field: FieldNode) => {
    const targets = targetsOf(field);
    for (const target of targets) add([target.field.name, ...target.subPath].join('.'), target, field.span);
    if (targets.length === 0) {
      add(field.kind === 'field' ? field.name : field.parts.join('*'), null, field.span);
    }
  };
  const visit = (current: KqlNode): void => {
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
      case 'nested':
        addField(current.field);
        return;
      case 'match-all':
      case 'free-text':
        return;
      default:
        current satisfies never;
    }
  };
  visit(node);
  return [...uses.values()];
}
