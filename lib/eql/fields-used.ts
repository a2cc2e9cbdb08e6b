import type { FieldUse } from '../kql';
import { type EqlNode, type EqlQuery, type FieldRef, filtersOf } from './ast';
import { resolveRef } from './clauses';

/**
 * The fields a query names, join keys included, each once, in the order of their first use. The field that holds the
 * event category is not named by the query and not listed.
 */
export function eqlFieldsUsed(query: EqlQuery): readonly FieldUse[] {
  const uses = new Map<string, { use: FieldUse; spans: FieldRef['span'][] }>();
  for (const field of fieldsOf(query)) {
    const known = uses.get(field.name);
    if (known) {
      known.spans.push(field.span);
    } else {
      const spans = [field.span];
      uses.set(field.name, { use: { name: field.name, resolved: resolveRef(field), spans }, spans });
    }
  }
  return [...uses.values()].map(({ use }) => use);
}

/** Every place that names a field, in the order of the text. */
export function fieldsOf(query: EqlQuery): readonly FieldRef[] {
  const fields = filtersOf(query).flatMap(({ condition }) => conditionFields(condition));
  if (query.kind === 'sequence') {
    const stages = query.until ? [...query.stages, query.until] : query.stages;
    fields.push(...query.by, ...stages.flatMap(({ by }) => by));
  }
  return fields.sort((left, right) => left.span.start - right.span.start);
}

function conditionFields(node: EqlNode): FieldRef[] {
  switch (node.kind) {
    case 'constant':
      return [];
    case 'and':
    case 'or':
      return node.children.flatMap(conditionFields);
    case 'not':
      return conditionFields(node.child);
    case 'call-fields':
      return [node.field, node.needle];
    default:
      return [node.field];
  }
}
