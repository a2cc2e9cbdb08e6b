/** Whether a rule can run here: what its type needs, and what would make it run half-understood. */
import { resolveField } from '../ecs';
import { parseEql } from '../eql';
import { parseEsql } from '../esql';
import { type QueryFault, toRunnable } from '../kql';
import { parseLookbackMs } from '../time';
import type { RuleDefinition, RuleSettings, UnevaluableRule } from './definition';
import { invalidRule, type NewTerms, type RuleTable, type RuleType } from './rule-file';

/** What the rule needs to run, by its type; or why it cannot. Silence must not look like "nothing found". */
export function toDefinition(settings: RuleSettings, rule: RuleTable, file: string): RuleDefinition {
  const { query, language, new_terms: newTerms, threshold } = rule;
  const cannot = (reason: string): UnevaluableRule => ({ ...settings, evaluable: false, reason, query });
  const ignored = notApplied(settings);
  if (ignored !== null) return cannot(ignored);
  switch (rule.type) {
    case 'new_terms': {
      const need = requireOf(rule.type, file, { query, new_terms: newTerms });
      checkHistory(need.new_terms, rule.from, file);
      if (settings.suppression) return cannot('Alert suppression cannot be applied to new terms yet.');
      const reason = notKql(language) ?? noSingleValue('new terms', need.new_terms.fields);
      if (reason !== null) return cannot(reason);
      return { ...settings, evaluable: true, type: rule.type, query: need.query, newTerms: need.new_terms };
    }
    case 'query': {
      const need = requireOf(rule.type, file, { query });
      const reason = notKql(language);
      if (reason !== null) return cannot(reason);
      return { ...settings, evaluable: true, type: rule.type, query: need.query };
    }
    case 'threshold': {
      const need = requireOf(rule.type, file, { query, threshold });
      const { fields, cardinality } = need.threshold;
      const counted = cardinality ? [...fields, cardinality.field] : fields;
      const reason = notKql(language) ?? noSingleValue('threshold', counted);
      if (reason !== null) return cannot(reason);
      return { ...settings, evaluable: true, type: rule.type, query: need.query, threshold: need.threshold };
    }
    case 'eql': {
      const need = requireOf(rule.type, file, { query });
      const { ast, fault } = toRunnable(parseEql(need.query));
      if (fault !== null) return cannot(unreadable(fault));
      const categoryField = rule.event_category_override ?? 'event.category';
      return {
        ...settings,
        evaluable: true,
        type: rule.type,
        query: need.query,
        eql: ast,
        categoryField,
      };
    }
    case 'esql': {
      const need = requireOf(rule.type, file, { query });
      const { ast, fault } = toRunnable(parseEsql(need.query));
      if (fault !== null) return cannot(unreadable(fault));
      return { ...settings, evaluable: true, type: rule.type, query: need.query, esql: ast };
    }
    case 'saved_query':
    case 'threat_match':
    case 'machine_learning':
      return cannot(WHY_NOT[rule.type]);
    default:
      return rule.type satisfies never;
  }
}

function unreadable({ message, start }: QueryFault): string {
  return `The query cannot be run: ${message} (character ${start + 1})`;
}

/** Settings that change what alerts are not applied yet: a rule must not run as if they were not there. */
function notApplied({ exceptionsList, unknown: { filters } }: RuleSettings): string | null {
  if (exceptionsList.length > 0) {
    return 'The rule has exceptions, which cannot be applied yet: it would alert on what they exclude.';
  }
  const hasFilters = Array.isArray(filters) ? filters.length > 0 : filters !== undefined && filters !== null;
  return hasFilters ? 'The rule uses filters beside its query, which cannot be applied yet.' : null;
}

const WHY_NOT = {
  saved_query:
    'The query of the rule is saved in Kibana and not part of the file: copy it into a rule of type query.',
  threat_match: 'Indicator match rules need a feed of indicators, which there is none of here.',
  machine_learning:
    'Machine learning rules read the results of an Elastic anomaly job, not CloudTrail itself.',
} as const;

type Present<Parts> = { readonly [Key in keyof Parts]: NonNullable<Parts[Key]> };

/** The parts a type of rule cannot do without. */
function requireOf<Parts extends Readonly<Record<string, unknown>>>(
  type: RuleType,
  file: string,
  parts: Parts,
): Present<Parts> {
  const missing = Object.keys(parts).filter((key) => parts[key] === null);
  if (missing.length > 0) {
    throw invalidRule(
      file,
      missing.map((key) => [`rule.${key}`, `a rule of type ${type} needs it`]),
    );
  }
  return parts as Present<Parts>;
}

/** Elastic refuses a history that does not reach further back than the look-back: every term would be new. */
function checkHistory(newTerms: NewTerms, from: string, file: string): void {
  const history = parseLookbackMs(newTerms.historyWindowStart) ?? 0;
  if (history > (parseLookbackMs(from) ?? 0)) return;
  throw invalidRule(file, [
    [
      'rule.new_terms.history_window_start',
      `the history (${newTerms.historyWindowStart}) must start earlier than the look-back (from = ${from})`,
    ],
  ]);
}

function notKql(language: string | null): string | null {
  if (language === null || language === 'kuery') return null;
  return `Queries in ${language} cannot be evaluated; only kuery can.`;
}

/** Why values of these fields cannot be told apart here, or null. */
function noSingleValue(role: string, fields: readonly string[]): string | null {
  for (const name of fields) {
    const resolved = resolveField(name);
    if (!resolved) return `The ${role} field ${name} is not recorded here, so this rule could never alert.`;
    if (
      resolved.field.type === 'geo_point' ||
      (resolved.field.type === 'flattened' && resolved.subPath.length === 0)
    ) {
      return `The ${role} field ${name} holds no single value; name a field below it.`;
    }
  }
  return null;
}
