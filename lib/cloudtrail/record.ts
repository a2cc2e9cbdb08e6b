import type { NumberLiteral } from './number-literal';

/** JSON as it stood in a record. Numbers that JavaScript would change are kept as `NumberLiteral`. */
export type RawJson = string | number | boolean | null | NumberLiteral | RawJson[] | RawObject;

export type RawObject = { [key: string]: RawJson };

/** One CloudTrail record as AWS wrote it: any key may be missing, and any value may have an unexpected type. */
export type CloudTrailRecord = RawObject;

const KEY_ORDER = Symbol('keyOrder');

/** An object that remembers the order of its keys, because JavaScript moves integer-like ones to the front. */
class OrderedObject {
  [KEY_ORDER]: readonly string[] = [];

  constructor() {
    // Hidden from everything that lists or copies an object's properties.
    Object.defineProperty(this, KEY_ORDER, { enumerable: false });
  }
}

/** Builds an object whose keys `keysInOrder` gives as listed; of a repeated key the last value counts. */
export function orderedObject(entries: ReadonlyArray<readonly [key: string, value: RawJson]>): RawObject {
  const object = new OrderedObject();
  const values = object as unknown as RawObject;
  for (const [key, value] of entries) setOwn(values, key, value);
  object[KEY_ORDER] = [...new Set(entries.map(([key]) => key))];
  return values;
}

/** The keys of an object in the order of the JSON text, a repeated key at its first place. */
export function keysInOrder(object: RawObject): readonly string[] {
  return object instanceof OrderedObject ? object[KEY_ORDER] : Object.keys(object);
}

/** Sets an own property even for `__proto__`, which plain assignment would take for the prototype. */
export function setOwn<Value>(object: { [key: string]: Value }, key: string, value: Value): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}
