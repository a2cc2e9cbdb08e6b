import type { JsonObject } from '../ecs';
import { isEmptyText } from './empties';
import { NumberLiteral } from './number-literal';
import type { RawJson, RawObject } from './record';

const NOTHING: RawObject = Object.freeze({});

/** The value when it is an object, else an empty one, so that paths can be followed without checks. */
export function asObject(value: RawJson | undefined): RawObject {
  return isObject(value) ? value : NOTHING;
}

export function isObject(value: RawJson | undefined): value is RawObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof NumberLiteral)
  );
}

/** A scalar as keyword text. Empty texts, containers and null give undefined. */
export function text(value: RawJson | undefined): string | undefined {
  if (typeof value === 'string') return isEmptyText(value) ? undefined : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value instanceof NumberLiteral ? value.toJava() : undefined;
}

/** A value that is a string and says something. */
export function stringOnly(value: RawJson | undefined): string | undefined {
  return typeof value === 'string' && !isEmptyText(value) ? value : undefined;
}

/** A boolean, also when it is written as text (exports of `lookup-events` do). */
export function boolean(value: RawJson | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

export function isPlainObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
