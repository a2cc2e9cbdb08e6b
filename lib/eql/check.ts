import { didYouMean, nearestFields } from '../kql/nearest';
import type { QueryProblem } from '../kql/result';
import { type EqlNode, type EqlQuery, type FieldRef, filtersOf } from './ast';
import { readClause, resolveRef } from './clauses';
import { fieldsOf } from './fields-used';

/** A query with more faults than this needs another look, not a longer list. */
const PROBLEMS_MAX = 100;

/**
 * Finds what is wrong with a well-formed query, in the order of the text: unknown fields (a warning, as in KQL: they
 * match nothing; `?name` says that it is meant), values and functions that do not fit their field (errors).
 */
export function checkEql(query: EqlQuery): readonly QueryProblem[] {
  const problems: QueryProblem[] = fieldsOf(query).flatMap(fieldProblems);
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

function fieldProblems(field: FieldRef): readonly QueryProblem[] {
  if (field.optional || resolveRef(field)) return [];
  const { start, end } = field.span;
  const suggestions = nearestFields(field.name);
  const name = field.name.length > 60 ? `${field.name.slice(0, 60)}…` : field.name;
  const message = `There is no field ${name}: this never matches.${didYouMean(suggestions)}`;
  return [{ severity: 'warning', message, start, end, suggestions }];
}

function keyProblems(query: Extract<EqlQuery, { kind: 'sequence' }>): readonly QueryProblem[] {
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
