import { didYouMean, nearestFields } from '../kql/nearest';
import type { QueryProblem } from '../kql/result';
import type { Span } from './ast';

/** A query with more faults than this needs another look, not a longer list. */
const PROBLEMS_MAX = 50;

/** Collects problems in the order they are met. */
export class Problems {
  readonly list: QueryProblem[] = [];

  error({ start, end }: Span, message: string, suggestions: readonly string[] = []): void {
    if (this.list.length < PROBLEMS_MAX) {
      this.list.push({ severity: 'error', message, start, end, suggestions });
    }
  }

  unknownField(span: Span, name: string): void {
    const suggestions = this.list.length < PROBLEMS_MAX ? nearestFields(name) : [];
    this.error(
      span,
      `The field ${shorten(name)} is not recorded here.${didYouMean(suggestions)}`,
      suggestions,
    );
  }
}

/** A name from the query, short enough for a sentence. */
export function shorten(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}
