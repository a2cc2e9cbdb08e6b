import { completeKql } from '@/lib/kql';

export interface KqlSuggestion {
  /** What is offered. */
  readonly text: string;
  /** The whole query once it is taken. */
  readonly query: string;
}

const SUGGESTIONS_MAX = 12;

/** What could stand at the cursor, each with the query it would make. Nothing when it already stands there. */
export function completionsAt(query: string, cursor: number): readonly KqlSuggestion[] {
  const { kind, options, prefix, start, end } = completeKql(query, cursor);
  if (query.trim() === '' || (options.length === 1 && options[0] === prefix)) return [];
  const after = kind === 'field' ? ': ' : ' ';
  return options.slice(0, SUGGESTIONS_MAX).map((text) => ({
    text,
    query: `${query.slice(0, start)}${text}${after}${query.slice(end)}`,
  }));
}
