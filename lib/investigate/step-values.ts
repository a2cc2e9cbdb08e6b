import { type EcsEvent, FIELDS, type FieldName, fieldStrings, type JsonValue, resolveField } from '../ecs';
import type { StepValue } from './schemas';

/** Leaves below a path, through arrays, as text. */
function leaves(node: JsonValue | undefined, path: readonly string[]): string[] {
  if (node === undefined || node === null) return [];
  if (Array.isArray(node)) return node.flatMap((item: JsonValue) => leaves(item, path));
  const [key, ...rest] = path;
  if (key !== undefined) {
    return typeof node === 'object' ? leaves((node as Readonly<Record<string, JsonValue>>)[key], rest) : [];
  }
  return typeof node === 'object' ? [JSON.stringify(node)] : [String(node)];
}

/** What the alert's event says for a field a guide names: none when the record does not have it. */
export function stepValue(ecs: EcsEvent, field: string): StepValue {
  const resolved = resolveField(field);
  if (!resolved) return { field, values: [] };
  if (resolved.field.type === 'flattened') {
    const whole = (ecs as Readonly<Record<string, unknown>>)[resolved.field.name] as JsonValue | undefined;
    return { field, values: leaves(whole, resolved.subPath) };
  }
  return FIELDS.has(field) ? { field, values: fieldStrings(ecs, field as FieldName) } : { field, values: [] };
}
