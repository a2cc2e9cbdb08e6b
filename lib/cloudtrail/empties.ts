import type { JsonObject, JsonValue } from '../ecs';
import { NumberLiteral } from './number-literal';
import { type RawJson, type RawObject, setOwn } from './record';

/** Strings that say nothing; Elastic drops them together with null and empty containers. */
export function isEmptyText(text: string): boolean {
  return text === '' || text === '-' || text === 'none';
}

/**
 * A copy of the value without nulls, empty texts and containers that are or become empty, as plain JSON.
 *
 * Undefined when nothing is left. A value in which nothing had to change is returned itself.
 */
export function removeEmpties(value: RawJson): JsonValue | undefined {
  if (typeof value === 'string') return isEmptyText(value) ? undefined : value;
  if (value === null) return undefined;
  if (typeof value !== 'object') return value;
  if (value instanceof NumberLiteral) return value.toJson();
  return Array.isArray(value) ? removeFromArray(value) : removeFromObject(value);
}

function removeFromArray(values: RawJson[]): JsonValue[] | undefined {
  let changed: JsonValue[] | undefined;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as RawJson;
    const kept = removeEmpties(value);
    if (kept === value && !changed) continue;
    // Everything before the first change was already plain and full.
    changed ??= values.slice(0, index) as JsonValue[];
    if (kept !== undefined) changed.push(kept);
  }
  const result = changed ?? (values as JsonValue[]);
  return result.length > 0 ? result : undefined;
}

function removeFromObject(object: RawObject): JsonObject | undefined {
  const keys = Object.keys(object);
  let changed: { [key: string]: JsonValue } | undefined;
  let count = 0;
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] as string;
    const value = object[key] as RawJson;
    const kept = removeEmpties(value);
    if (kept !== undefined) count += 1;
    if (kept === value && !changed) continue;
    changed ??= firstOf(object, keys, index);
    if (kept !== undefined) setOwn(changed, key, kept);
  }
  if (count === 0) return undefined;
  return changed ?? (object as JsonObject);
}

/** A copy of the first entries, which hold no empties. */
function firstOf(object: RawObject, keys: readonly string[], count: number): { [key: string]: JsonValue } {
  const copy: { [key: string]: JsonValue } = {};
  for (const key of keys.slice(0, count)) setOwn(copy, key, object[key] as JsonValue);
  return copy;
}
