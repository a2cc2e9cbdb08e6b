/** Widest excerpt shown: a caret under a megabyte of query helps nobody. */
const EXCERPT_LENGTH_MAX = 100;

/**
 * A query that cannot be read in its language. `shortMessage` is one sentence with the place and the remedy; `message` adds the line
 * and a caret under the place.
 */
export class QuerySyntaxError extends Error {
  override readonly name = 'QuerySyntaxError';

  constructor(
    readonly query: string,
    readonly shortMessage: string,
    readonly start: number,
    readonly end: number,
  ) {
    super(`${shortMessage}\n${renderCaret(query, start, end)}`);
  }
}

/** Builds the error from a sentence that takes the place as words: `at character 7`, `on line 2, character 7`. */
export function syntaxError(
  query: string,
  start: number,
  end: number,
  sentence: (place: string) => string,
): QuerySyntaxError {
  return new QuerySyntaxError(query, sentence(describePlace(query, start)), start, end);
}

/** A place as words, for a sentence: `at character 7`, `on line 2, character 7`. */
export function describePlace(query: string, offset: number): string {
  const lineStart = startOfLine(query, offset);
  if (lineStart === 0 && !query.includes('\n')) return `at character ${offset + 1}`;
  let line = 1;
  for (let i = query.indexOf('\n'); i !== -1 && i < offset; i = query.indexOf('\n', i + 1)) line += 1;
  return `on line ${line}, character ${offset - lineStart + 1}`;
}

/** The line a span starts on, cut to a readable length, with carets under the span. */
export function renderCaret(query: string, start: number, end: number): string {
  const lineStart = startOfLine(query, start);
  const newline = query.indexOf('\n', start);
  const lineEnd = newline === -1 ? query.length : newline;
  const from = Math.max(lineStart, Math.min(start - EXCERPT_LENGTH_MAX / 2, lineEnd - EXCERPT_LENGTH_MAX));
  const to = Math.min(lineEnd, from + EXCERPT_LENGTH_MAX);
  const before = from > lineStart ? '…' : '';
  const after = to < lineEnd ? '…' : '';
  // One column per character: tabs and carriage returns would move the caret away from its place.
  const excerpt = query.slice(from, to).replace(/\s/g, ' ');
  const width = Math.max(1, Math.min(end, to) - start);
  const indent = ' '.repeat(before.length + start - from);
  return `${before}${excerpt}${after}`.trimEnd().concat(`\n${indent}${'^'.repeat(width)}`);
}

function startOfLine(query: string, offset: number): number {
  return offset === 0 ? 0 : query.lastIndexOf('\n', offset - 1) + 1;
}
