/** How EQL reads patterns: in two ways, which differ in what a backslash means. */
import type { Glob, GlobPiece } from '../kql/glob';

const ANY: GlobPiece = { kind: 'any' };
const ONE: GlobPiece = { kind: 'one' };

/** Patterns of `:`, `like` and `wildcard`: `*` and `?` are live, and a backslash is a backslash. */
export function likeGlob(text: string): Glob {
  return readGlob(text, false);
}

/**
 * The wildcard query that `stringContains` and `endsWith` become, the needle put into it as it is: `*` and `?` are
 * live in it, and a backslash makes the next character plain.
 */
export function wildcardGlob(text: string): Glob {
  return readGlob(text, true);
}

/** Text without wildcards. */
export function plainGlob(text: string): Glob {
  return text === '' ? [] : [{ kind: 'text', text }];
}

/** Text that may go on with anything. */
export function prefixGlob(text: string): Glob {
  return [...plainGlob(text), ANY];
}

function readGlob(text: string, escapes: boolean): Glob {
  const pieces: GlobPiece[] = [];
  let plain = '';
  const flush = () => {
    pieces.push(...plainGlob(plain));
    plain = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '*' || char === '?') {
      flush();
      pieces.push(char === '*' ? ANY : ONE);
    } else if (escapes && char === '\\' && at + 1 < text.length) {
      at += 1;
      plain += text[at] ?? '';
    } else {
      plain += char;
    }
  }
  flush();
  return pieces;
}
