import type { Database } from '../db/client';
import { resolveField } from '../ecs';
import { eqlFieldsUsed } from '../eql';
import { eqlToSql } from '../eql/to-sql';
import { type KqlSql, kqlToSql } from '../kql/to-sql';
import type { EqlRule, EsqlRule, EvaluableRule, QueryRule } from '../rules/definition';
import { countMatching } from './count-matching';
import { evaluateNewTerms } from './evaluate-new-terms';
import type { Evaluated } from './evaluated';
import { esqlNeeds, findEsql } from './find-esql';
import { findAllEvents, findEvents } from './find-events';
import { findSequences } from './find-sequences';
import { findThresholds, thresholdFields } from './find-thresholds';
import { couldMatch, countNotEvaluable, type NotEvaluable, neededFields } from './not-evaluable';
import { openAlerts } from './open-alerts';
import { openFinds } from './open-finds';
import { queryOf } from './query-of';
import { type EvaluationRange, isWithin } from './range';

/** Evaluates a rule over a range as its type asks, and brings its alerts in line. */
export async function evaluateByType(
  db: Database,
  rule: EvaluableRule,
  range: EvaluationRange,
): Promise<Evaluated> {
  switch (rule.type) {
    case 'new_terms':
      return evaluateNewTerms(db, rule, range);
    case 'query': {
      const query = queryOf(rule);
      return evaluateEvents(db, rule, kqlToSql(query), neededFields(query, []), range);
    }
    case 'threshold': {
      const query = queryOf(rule);
      const needed = neededFields(query, thresholdFields(rule));
      const matched = await countMatching(db.pool, kqlToSql(query), needed, range);
      return { matched, ...(await openFinds(db, rule, await findThresholds(db.pool, rule), range)) };
    }
    case 'eql':
      return evaluateEql(db, rule, range);
    case 'esql': {
      const finds = await findEsql(db.pool, rule);
      return { matched: finds.length, ...(await openFinds(db, rule, finds, range)) };
    }
    default:
      return rule satisfies never;
  }
}

async function evaluateEvents(
  db: Database,
  rule: QueryRule | EqlRule,
  condition: KqlSql,
  needed: readonly string[],
  range: EvaluationRange,
): Promise<Evaluated> {
  if (rule.suppression) {
    const found = await findAllEvents(db.pool, condition, needed);
    const matched = found.filter(({ eventTime }) => isWithin(eventTime, range)).length;
    return { matched, ...(await openFinds(db, rule, found, range)) };
  }
  const { matched, capped, finds } = await findEvents(db.pool, rule, condition, needed, range);
  return { matched, opened: await openAlerts(db, rule, finds), superseded: 0, capped };
}

async function evaluateEql(db: Database, rule: EqlRule, range: EvaluationRange): Promise<Evaluated> {
  const { eql, categoryField } = rule;
  const needed = eqlNeeds(rule);
  if (eql.kind === 'event') {
    return evaluateEvents(db, rule, eqlToSql(eql, { categoryField }), needed, range);
  }
  const finds = await findSequences(db.pool, rule, eql, needed);
  return { matched: finds.length, ...(await openFinds(db, rule, finds, range)) };
}

function eqlNeeds({ eql, categoryField }: EqlRule): readonly string[] {
  const names = [categoryField, ...eqlFieldsUsed(eql).map(({ name }) => name)];
  return [...new Set(names.map((name) => resolveField(name)?.field.name ?? name))].sort();
}

/** What the rule can say nothing about in the range. */
export function findUnknown(
  db: Database,
  rule: EvaluableRule,
  range: EvaluationRange,
): Promise<NotEvaluable> {
  switch (rule.type) {
    case 'new_terms':
      return unknownToKql(db, rule, rule.newTerms.fields, range);
    case 'query':
      return unknownToKql(db, rule, [], range);
    case 'threshold':
      return unknownToKql(db, rule, thresholdFields(rule), range);
    case 'eql':
      return unknownToOther(db, eqlNeeds(rule), range);
    case 'esql':
      return unknownToOther(db, esqlNeeds(rule), range);
    default:
      return rule satisfies never;
  }
}

/** What the rest of such a query rules out is not worked out: every event of a form that lacks a field is counted. */
function unknownToOther(
  db: Database,
  needed: readonly string[],
  range: EvaluationRange,
): Promise<NotEvaluable> {
  return countNotEvaluable(db.pool, () => ({ text: 'true', values: [] }), needed, range);
}

function unknownToKql(
  db: Database,
  rule: Exclude<EvaluableRule, EqlRule | EsqlRule>,
  terms: readonly string[],
  range: EvaluationRange,
): Promise<NotEvaluable> {
  const query = queryOf(rule);
  return countNotEvaluable(db.pool, couldMatch(query), neededFields(query, terms), range);
}
