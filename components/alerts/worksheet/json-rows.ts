import type { JsonObject, JsonValue } from '@/lib/ecs';

/** One line of a JSON tree. */
export interface JsonRow {
  /** JSON pointer: unique, whatever characters the keys hold. */
  readonly path: string;
  readonly depth: number;
  readonly name: string;
  readonly value: JsonValue;
  /** `3 keys`, `12 items`; null for a plain value. */
  readonly size: string | null;
  readonly isOpen: boolean;
}

/**
 * A JSON value as the lines of a tree. While searching, the lines that match and the way to them are shown, whatever
 * was collapsed.
 */
export function jsonRows(
  root: JsonValue,
  collapsed: ReadonlySet<string>,
  search: string,
): readonly JsonRow[] {
  const wanted = search.trim().toLowerCase();

  function visit(name: string, value: JsonValue, path: string, depth: number, isInMatch: boolean): JsonRow[] {
    const matches = isInMatch || wanted === '' || isMatch(name, value, wanted);
    const entries = entriesOf(value);
    if (entries === null) {
      return matches ? [{ path, depth, name, value, size: null, isOpen: false }] : [];
    }
    const isOpen = wanted !== '' || !collapsed.has(path);
    const below = isOpen
      ? entries.flatMap(([key, child]) =>
          visit(key, child, `${path}/${escapeKey(key)}`, depth + 1, wanted !== '' && matches),
        )
      : [];
    if (!matches && below.length === 0) return [];
    return [{ path, depth, name, value, size: sizeOf(value, entries.length), isOpen }, ...below];
  }

  const entries = entriesOf(root);
  if (entries === null) return visit('value', root, '', 0, false);
  return entries.flatMap(([key, child]) => visit(key, child, `/${escapeKey(key)}`, 0, false));
}

/** Paths of everything that can be collapsed. */
export function branchPaths(root: JsonValue): readonly string[] {
  return jsonRows(root, new Set(), '')
    .filter(({ size }) => size !== null)
    .map(({ path }) => path);
}

/** How a plain value is written: strings as they are, the rest as JSON. */
export function leafText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isMatch(name: string, value: JsonValue, wanted: string): boolean {
  if (name.toLowerCase().includes(wanted)) return true;
  return entriesOf(value) === null && leafText(value).toLowerCase().includes(wanted);
}

function entriesOf(value: JsonValue): ReadonlyArray<readonly [string, JsonValue]> | null {
  if (isList(value)) return value.map((item, index) => [String(index), item] as const);
  if (typeof value === 'object' && value !== null) return Object.entries(value);
  return null;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function sizeOf(value: JsonValue, count: number): string {
  const noun = isList(value) ? 'item' : 'key';
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A record's text as JSON, numbers beyond a double's precision kept as written; null when it is none. */
export function parseRecord(raw: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(raw, (_key, parsed: unknown, context?: { readonly source?: string }) =>
      typeof parsed === 'number' && !Number.isSafeInteger(parsed) && Number.isInteger(parsed)
        ? (context?.source ?? parsed)
        : parsed,
    );
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : null;
  } catch {
    return null;
  }
}
