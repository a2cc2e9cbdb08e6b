import { lowerAscii } from './text';

/** One piece of a pattern: text, anything (`*`), or any one character (`?`). */
export type GlobPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'one' };

/** A pattern for a whole text. */
export type Glob = readonly GlobPiece[];

/** Whether `text` is what the pattern says. A character is a code point, as in Lucene and in PostgreSQL. */
export function matchesGlob(text: string, glob: Glob, ignoreCase: boolean): boolean {
  const steps = stepsOf(glob, ignoreCase);
  const points = [...(ignoreCase ? lowerAscii(text) : text)];
  let at = 0;
  let step = 0;
  /** Where to go on when the text does not fit: behind the last star, one character further. */
  let retry: { at: number; step: number } | null = null;
  while (at < points.length) {
    const wanted = steps[step];
    if (wanted === 'any') {
      retry = { at, step };
      step += 1;
    } else if (wanted === 'one' || (wanted !== undefined && wanted.point === points[at])) {
      at += 1;
      step += 1;
    } else if (retry) {
      retry = { at: retry.at + 1, step: retry.step };
      at = retry.at;
      step = retry.step + 1;
    } else {
      return false;
    }
  }
  return steps.slice(step).every((rest) => rest === 'any');
}

/** The pattern for `like`. With `ignoreCase` it is lower-case, to be compared with text that is. */
export function globToLike(glob: Glob, ignoreCase: boolean): string {
  return glob
    .map((piece) => {
      switch (piece.kind) {
        case 'any':
          return '%';
        case 'one':
          return '_';
        case 'text':
          return (ignoreCase ? lowerAscii(piece.text) : piece.text).replace(/[\\%_]/g, '\\$&');
        default:
          return piece satisfies never;
      }
    })
    .join('');
}

type Step = 'any' | 'one' | { readonly point: string };

function stepsOf(glob: Glob, ignoreCase: boolean): readonly Step[] {
  return glob.flatMap((piece): readonly Step[] => {
    if (piece.kind !== 'text') return [piece.kind];
    const text = ignoreCase ? lowerAscii(piece.text) : piece.text;
    return [...text].map((point) => ({ point }));
  });
}
