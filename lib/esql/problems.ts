import { nearestFields } from '../kql/nearest';
import type { Span } from './ast';

/** What is wrong with a query that can be read. `error`: it cannot run here as it is meant. */
export interface EsqlProblem extends Span {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Names to offer in place of the marked text. */
  readonly suggestions: readonly string[];
}

/** A query with more faults than this needs another look, not a longer list. */
const PROBLEMS_MAX = 50;

/** Collects problems in the order they are met. */
export class Problems {
  readonly list: EsqlProblem[] = [];

  error({ start, end }: Span, message: string, suggestions: readonly string[] = []): void {
    if (this.list.length < PROBLEMS_MAX) {
      this.list.push({ severity: 'error', message, start, end, suggestions });
    }
  }

  unknownField(span: Span, name: string): void {
    const suggestions = this.list.length < PROBLEMS_MAX ? nearestFields(name) : [];
    const hint = suggestions.length > 0 ? ` Did you mean ${suggestions.join(' or ')}?` : '';
    this.error(span, `The field ${shorten(name)} is not recorded here.${hint}`, suggestions);
  }
}

/** A name from the query, short enough for a sentence. */
export function shorten(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}
