/** The values a query sees in an event, before any comparison. */
import type { EcsEvent, JsonValue } from '../ecs';
import { type Field, isBeyondLimit, type ResolvedField } from '../ecs/fields';
import { numberText } from './text';

export type Scalar = string | number | boolean;

/** Arrays directly inside arrays are looked through this far; the SQL's jsonpath does the same. */
export const ARRAY_DEPTH = 2;

const RESOURCES = 'aws.cloudtrail.resources';

/**
 * Every value of a field: one per element of an array, none when it is absent, null or above its length limit.
 *
 * A sub-key of a flattened field is looked up key by key through lists of objects, without regard to which
 * element a value came from, as Elasticsearch flattens them. A key that itself contains a dot cannot be named.
 * The bare flattened field has all values at any depth.
 */
export function valuesOf(event: EcsEvent, target: ResolvedField): readonly Scalar[] {
  const { field, subPath } = target;
  if (field.storage.kind === 'resources') {
    const strings = lookUp([event[RESOURCES] ?? []], [field.storage.key]).filter(
      (value) => typeof value === 'string',
    );
    return withinLimit(strings, field);
  }
  const value: unknown = Object.hasOwn(event, field.name) ? Reflect.get(event, field.name) : undefined;
  if (field.type === 'flattened') return subPath.length > 0 ? lookUp([value], subPath) : allScalars(value);
  // Coordinates can only be asked to exist, so any one value will do.
  if (field.type === 'geo_point') return typeof value === 'object' && value !== null ? [true] : [];
  return withinLimit(elements([value]).filter(isScalar), field);
}

/** A value as text: what keyword and flattened fields compare. */
export function scalarText(value: Scalar): string {
  return typeof value === 'number' ? numberText(value) : String(value);
}

function withinLimit(values: readonly Scalar[], field: Field): readonly Scalar[] {
  return field.ignoreAbove === undefined
    ? values
    : values.filter((value) => typeof value !== 'string' || !isBeyondLimit(field, value));
}

function lookUp(roots: readonly unknown[], path: readonly string[]): Scalar[] {
  let nodes = roots;
  for (const key of path) {
    nodes = elements(nodes).flatMap((node) =>
      isObject(node) && Object.hasOwn(node, key) ? [node[key]] : [],
    );
  }
  return elements(nodes).filter(isScalar);
}

function elements(nodes: readonly unknown[]): readonly unknown[] {
  return nodes.some(Array.isArray) ? nodes.flat(ARRAY_DEPTH) : nodes;
}

function allScalars(root: unknown): Scalar[] {
  const found: Scalar[] = [];
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const node = pending.pop();
    if (isScalar(node)) found.push(node);
    else if (typeof node === 'object' && node !== null) {
      for (const child of Object.values(node)) pending.push(child);
    }
  }
  return found;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isObject(value: unknown): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
