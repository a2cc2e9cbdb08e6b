import { BACKSLASH, QUOTE } from '../json-bytes';

/**
 * The exact text of a value inside a JSON object, by its keys. The text must be JSON that `JSON.parse` has accepted.
 * Of a repeated key the last value counts, as it does for the parser. Undefined when there is no such value.
 */
export function innerText(text: string, path: readonly string[]): string | undefined {
  let found: string | undefined = text;
  for (const key of path) {
    if (found === undefined) return undefined;
    found = memberText(found, key);
  }
  return found;
}

function memberText(text: string, wanted: string): string | undefined {
  let position = text.indexOf('{') + 1;
  let found: string | undefined;
  while (position > 0) {
    const start = text.indexOf('"', position);
    if (start < 0) break;
    const end = stringEnd(text, start);
    const value = skipBlanks(text, text.indexOf(':', end) + 1);
    position = valueEnd(text, value);
    if (JSON.parse(text.slice(start, end)) === wanted) found = text.slice(value, position);
  }
  return found;
}

/** Position after the closing quote. */
function stringEnd(text: string, start: number): number {
  for (let position = start + 1; position < text.length; position += 1) {
    const code = text.charCodeAt(position);
    if (code === BACKSLASH) position += 1;
    else if (code === QUOTE) return position + 1;
  }
  return text.length;
}

function skipBlanks(text: string, start: number): number {
  let position = start;
  while (position < text.length && text.charCodeAt(position) <= 0x20) position += 1;
  return position;
}

/** Position after the value that begins here. */
function valueEnd(text: string, start: number): number {
  let depth = 0;
  let position = start;
  while (position < text.length) {
    const char = text[position];
    if (char === '"') {
      position = stringEnd(text, position);
      if (depth === 0) return position;
      continue;
    }
    if (depth === 0 && position > start && (char === ',' || char === '}' || char === ']')) {
      return text.slice(start, position).trimEnd().length + start;
    }
    if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    position += 1;
    if (depth === 0 && (char === '}' || char === ']')) return position;
  }
  return position;
}
