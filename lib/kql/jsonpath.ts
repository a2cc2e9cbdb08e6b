/**
 * jsonpath text for PostgreSQL, lax mode. It always travels as a parameter; keys and values inside it are JSON
 * strings, which jsonpath reads the same way.
 */
import { numberText } from './text';

/** Filters for the values that count; objects, nulls and lists that were too deep do not. */
export const STRINGS = '@.type() == "string"';
export const SCALARS = `${STRINGS} || @.type() == "number" || @.type() == "boolean"`;

/**
 * What is under a chain of keys. `[*]` and lax mode look through two levels of lists between one key and the
 * next (`ARRAY_DEPTH` in `leaves.ts`); the two functions below do so behind the last key.
 */
export function keyPath(keys: readonly string[], root = '$'): string {
  return root + keys.map((key) => `.${JSON.stringify(key)}`).join('[*]');
}

/** All values at any depth under a chain of keys. */
export function anyDepthPath(keys: readonly string[]): string {
  return `$${keys.map((key) => `.${JSON.stringify(key)}`).join('')}.**`;
}

/** The values at `path` that are of the wanted types. */
export function valuesPath(path: string, types: string): string {
  return `${path}[*] ? (${types})`;
}

/**
 * Whether a value at `path` equals one of the texts. With `typed`, numbers and booleans that print as the text
 * count too: `22` is found by "22", `true` by "true". The filter and the comparison each look into a list.
 */
export function equalityPath(path: string, texts: readonly string[], typed: boolean): string {
  const alternatives = texts.flatMap((text) => [
    JSON.stringify(text),
    ...(typed && isScalarText(text) ? [text] : []),
  ]);
  return `${path} ? (${alternatives.map((value) => `@ == ${value}`).join(' || ')})`;
}

function isScalarText(text: string): boolean {
  if (text === 'true' || text === 'false') return true;
  // Only the way jsonb prints a number counts as that number: "022" and "22.0" are other texts.
  return (
    /^-?\d/.test(text) && text !== '-0' && Number.isFinite(Number(text)) && numberText(Number(text)) === text
  );
}
