/** Text comparisons that must come out as PostgreSQL makes them. */

/** True for text PostgreSQL cannot hold: a NUL, or half of a surrogate pair. No stored value can equal it. */
export function isUnstorable(text: string): boolean {
  return text.includes('\0') || /[\ud800-\udfff]/u.test(text);
}

/** Lowers A to Z only, as `lower(… collate "C")` does. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/**
 * Order by Unicode code point, which is the order of UTF-8 bytes and so of `collate "C"`. JavaScript's own order
 * is by UTF-16 unit and puts U+E000 to U+FFFF behind the astral planes.
 */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i += 1) {
    const a = left.charCodeAt(i);
    const b = right.charCodeAt(i);
    if (a !== b) return codePointRank(a) - codePointRank(b);
  }
  return left.length - right.length;
}

function codePointRank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}

/**
 * True when `text` is the parts in order with anything between them, line breaks included. Leftmost matches
 * suffice: a later one never leaves more room for the parts behind it.
 */
export function matchesParts(text: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? '';
  if (parts.length < 2) return text === first;
  const last = parts.at(-1) ?? '';
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
    return false;
  const limit = text.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found === -1 || found + part.length > limit) return false;
    at = found + part.length;
  }
  return true;
}

/** A JSON number as jsonb prints it: never with an exponent. */
export function numberText(value: number): string {
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const point = 1 + Number(exponent);
  return point <= 0 ? `${sign}0.${'0'.repeat(-point)}${digits}` : `${sign}${digits.padEnd(point, '0')}`;
}
