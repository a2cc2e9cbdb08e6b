import type { PatternText } from './ast';

/**
 * A pattern of LIKE as SQL's LIKE reads it: `*` is any text, `?` one character, a backslash makes the next of
 * `*`, `?` and `\` plain. A percent sign or an underscore is itself. Null when a backslash escapes nothing.
 */
export function likePattern({ text }: PatternText): string | null {
  let pattern = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '*') pattern += '%';
    else if (char === '?') pattern += '_';
    else if (char === '\\') {
      const next = text[at + 1] ?? '';
      if (!/^[*?\\]$/.test(next)) return null;
      pattern += next === '\\' ? '\\\\' : next;
      at += 1;
    } else {
      pattern += /[%_]/.test(char) ? `\\${char}` : char;
    }
  }
  return pattern;
}
