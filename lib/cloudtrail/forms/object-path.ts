import { type RawJson, type RawObject, setOwn } from '../record';
import { isObject } from '../values';

/** The value of an own key; undefined for what objects inherit. */
export function own(object: RawObject, key: string): RawJson | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets a value deep inside, making the objects on the way; the first value of a place stays. */
export function setPath(object: RawObject, path: readonly string[], value: RawJson): void {
  let node = object;
  for (const key of path.slice(0, -1)) {
    const child = own(node, key);
    if (isObject(child)) {
      node = child;
    } else if (child === undefined) {
      const created: RawObject = {};
      setOwn(node, key, created);
      node = created;
    } else {
      return;
    }
  }
  const last = path.at(-1);
  if (last !== undefined && !Object.hasOwn(node, last)) setOwn(node, last, value);
}

/** What is left of a value when only these paths are kept; in lists the path goes through every element. */
export function pickPaths(value: RawJson, paths: readonly (readonly string[])[]): RawJson {
  if (paths.some((path) => path.length === 0)) return value;
  if (Array.isArray(value)) return value.map((element) => pickPaths(element, paths));
  if (!isObject(value)) return value;
  const picked: RawObject = {};
  for (const key of new Set(paths.map(([first]) => first))) {
    const child = key === undefined ? undefined : own(value, key);
    if (key === undefined || child === undefined) continue;
    const below = paths.filter(([first]) => first === key).map((path) => path.slice(1));
    setOwn(picked, key, pickPaths(child, below));
  }
  return picked;
}
