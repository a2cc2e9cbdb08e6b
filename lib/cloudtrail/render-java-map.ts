import { isEmptyText } from './empties';
import { bucketCount, bucketOrder, javaHash } from './java-hash-order';
import { NumberLiteral } from './number-literal';
import { keysInOrder, type RawJson, type RawObject } from './record';

/**
 * The value as Java's `toString` prints it once empties are removed: `{instanceId=i-1, tags=[{value=a, key=b}]}`.
 *
 * Strings stand verbatim, without quotes or escapes. Keys come in `HashMap` order of a table as large as the
 * object was before the removal. Undefined when nothing is left.
 */
export function renderJava(value: RawJson): string | undefined {
  if (typeof value === 'string') return isEmptyText(value) ? undefined : value;
  if (value === null) return undefined;
  if (typeof value !== 'object') return String(value);
  if (value instanceof NumberLiteral) return value.toJava();
  return Array.isArray(value) ? renderList(value) : renderMap(value);
}

function renderList(values: RawJson[]): string | undefined {
  let text = '';
  for (const value of values) {
    const rendered = renderJava(value);
    if (rendered !== undefined) text += text === '' ? `[${rendered}` : `, ${rendered}`;
  }
  return text === '' ? undefined : `${text}]`;
}

function renderMap(object: RawObject): string | undefined {
  const keys = keysInOrder(object);
  const hashes: number[] = [];
  const keptHashes: number[] = [];
  const entries: string[] = [];
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] as string;
    const hash = javaHash(key);
    hashes.push(hash);
    const rendered = renderJava(object[key] as RawJson);
    if (rendered === undefined) continue;
    keptHashes.push(hash);
    entries.push(`${key}=${rendered}`);
  }
  if (entries.length === 0) return undefined;
  if (entries.length === 1) return `{${entries[0]}}`;
  let text = '';
  for (const position of bucketOrder(keptHashes, bucketCount(hashes))) {
    text += text === '' ? `{${entries[position]}` : `, ${entries[position]}`;
  }
  return `${text}}`;
}
