import type { NumberLiteral } from './number-literal';

/** JSON as it stood in a record. Numbers that JavaScript would change are kept as `NumberLiteral`. */
export type RawJson = string | number | boolean | null | NumberLiteral | RawJson[] | RawObject;

export type RawObject = { [key: string]: RawJson };

/** One CloudTrail record as AWS wrote it: any key may be missing, and any value may have an unexpected type. */
export type CloudTrailRecord = RawObject;

/** Lists the keys in JSON order where `Object.keys` cannot: JavaScript moves integer-like keys to the front. */
const KEY_ORDER = Symbol('keyOrder');

type Ordered = RawObject & { [KEY_ORDER]?: readonly string[] };

export function setKeyOrder(object: RawObject, keys: readonly string[]): void {
  Object.defineProperty(object, KEY_ORDER, { value: keys });
}

/** The keys of an object in the order of the JSON text, a repeated key at its first place. */
export function keysInOrder(object: RawObject): readonly string[] {
  return (object as Ordered)[KEY_ORDER] ?? Object.keys(object);
}

/** Sets an own property even for `__proto__`, which plain assignment would take for the prototype. */
export function setOwn<Value>(object: { [key: string]: Value }, key: string, value: Value): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}
