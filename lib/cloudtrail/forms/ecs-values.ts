import type { RawJson, RawObject } from '../record';
import { isObject } from '../values';
import { own, setPath } from './object-path';

/**
 * The value of an ECS field in a document, whether its keys are nested, dotted or both. Lists of one, as Kibana's
 * `fields` give them, count as their element.
 */
export function ecsValue(document: RawObject, name: string): RawJson | undefined {
  const value = find(document, name);
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

function find(node: RawObject, name: string): RawJson | undefined {
  const whole = own(node, name);
  if (whole !== undefined) return whole;
  for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
    const child = own(node, name.slice(0, dot));
    const value = isObject(child) ? find(child, name.slice(dot + 1)) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

/** An object field of a document, put together from dotted keys where it has none of its own. */
export function ecsObject(document: RawObject, name: string): RawObject | undefined {
  const value = ecsValue(document, name);
  if (isObject(value)) return value;
  const gathered: RawObject = {};
  for (const [key, inner] of Object.entries(document)) {
    if (key.startsWith(`${name}.`)) setPath(gathered, key.slice(name.length + 1).split('.'), inner);
  }
  return Object.keys(gathered).length > 0 ? gathered : undefined;
}

/** Whether the document has any field of that group. */
export function hasGroup(document: RawObject, group: string): boolean {
  if (ecsValue(document, group) !== undefined) return true;
  return Object.keys(document).some((key) => key.startsWith(`${group}.`));
}
