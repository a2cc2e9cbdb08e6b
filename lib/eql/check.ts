import { nearestFields } from '../kql/nearest';
import { type EqlNode, type EqlQuery, type FieldRef, filtersOf } from './ast';
import { readClause, resolveRef } from './clauses';
import { fieldsOf } from './fields-used';

export interface EqlProblem {
  /**
   * `error`: Elasticsearch would refuse the query, and so should whoever saves it. `warning`: the query runs, but a
   * part of it is not what it seems.
   */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** Field names to offer in place of the marked text. */
  readonly suggestions: readonly string[];
}

/** A query with more faults than this needs another look, not a longer list. */
const PROBLEMS_MAX = 100;

/**
 * Finds what is wrong with a well-formed query, in the order of the text: unknown fields (a warning, as in KQL: they
 * match nothing; `?name` says that it is meant), values and functions that do not fit their field (errors).
 */
export function checkEql(query: EqlQuery): readonly EqlProblem[] {
  const problems: EqlProblem[] = fieldsOf(query).flatMap(fieldProblems);
  const visit = (node: EqlNode): void => {
    switch (node.kind) {
      case 'constant':
        return;
      case 'and':
      case 'or':
        for (const child of node.children) visit(child);
        return;
      case 'not':
        visit(node.child);
        return;
      default:
        for (const { severity, message, span } of readClause(node, 0).faults) {
          problems.push({ severity, message, start: span.start, end: span.end, suggestions: [] });
        }
    }
  };
  for (const { condition } of filtersOf(query)) visit(condition);
  if (query.kind === 'sequence') problems.push(...keyProblems(query));
  return problems.sort((left, right) => left.start - right.start).slice(0, PROBLEMS_MAX);
}

function fieldProblems(field: FieldRef): readonly EqlProblem[] {
  if (field.optional || resolveRef(field)) return [];
  const { start, end } = field.span;
  const suggestions = nearestFields(field.name);
  const meant = suggestions.length > 0 ? ` Did you mean ${suggestions.join(' or ')}?` : '';
  const name = field.name.length > 60 ? `${field.name.slice(0, 60)}…` : field.name;
  const message = `There is no field ${name}: this never matches.${meant}`;
  return [{ severity: 'warning', message, start, end, suggestions }];
}

function keyProblems(query: Extract<EqlQuery, { kind: 'sequence' }>): readonly EqlProblem[] {
  const stages = query.until ? [...query.stages, query.until] : query.stages;
  return [...query.by, ...stages.flatMap(({ by }) => by)]
    .filter((field) => resolveRef(field)?.field.type === 'geo_point')
    .map(({ name, span }) => ({
      severity: 'error',
      message: `${name} holds coordinates, which cannot join events: name another field.`,
      start: span.start,
      end: span.end,
      suggestions: [],
    }));
}
