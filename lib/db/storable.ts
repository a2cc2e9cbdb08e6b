/**
 * Text that PostgreSQL can hold: NUL and lone surrogates become U+FFFD. The evidence keeps the original bytes.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** What JSON.stringify writes for NUL and for half a surrogate pair: jsonb takes neither. */
const UNSTORABLE_JSON = /\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

/** A value as jsonb can hold it. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  // Few texts have an escape of that form at all, and finding that out is cheap.
  return text.includes('\\u') && UNSTORABLE_JSON.test(text) ? JSON.stringify(clean(value)) : text;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [storableText(key), clean(child)]));
}
