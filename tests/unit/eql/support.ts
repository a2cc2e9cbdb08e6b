import { type EventFilter, parseEql, parseEqlQuery, type SequenceQuery } from '../../../lib/eql';

/** The filter of an event query that has to parse. */
export function filter(text: string): EventFilter {
  const query = parseEqlQuery(text);
  if (query.kind !== 'event') throw new Error(`no event query: ${text}`);
  return query;
}

/** A sequence that has to parse. */
export function sequence(text: string): SequenceQuery {
  const query = parseEqlQuery(text);
  if (query.kind !== 'sequence') throw new Error(`no sequence: ${text}`);
  return query;
}

/** What is wrong with a query, and the text it points at. */
export function problems(text: string): ReadonlyArray<readonly [string, string, string]> {
  const result = parseEql(text);
  if (!result.ok) return [['syntax', text.slice(result.start, result.end), result.message]];
  return result.problems.map(({ severity, start, end, message }) => [
    severity,
    text.slice(start, end),
    message,
  ]);
}
