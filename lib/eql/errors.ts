import { describePlace, renderCaret } from '../kql/errors';

/**
 * A query that is not EQL, or not the part of EQL that is supported. `shortMessage` is one sentence with the place and
 * the remedy; `message` adds the line and a caret under the place.
 */
export class EqlSyntaxError extends Error {
  override readonly name = 'EqlSyntaxError';

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
): EqlSyntaxError {
  return new EqlSyntaxError(query, sentence(describePlace(query, start)), start, end);
}
