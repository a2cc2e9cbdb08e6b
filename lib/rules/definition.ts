/**
 * A detection rule as the product uses it, read from a TOML file in the shape of elastic/detection-rules.
 *
 * A definition holds JSON values only, so that it can be stored and compared. What the product does not use yet is
 * kept under `unknown`: nothing in a file is lost, and a later version may read it.
 */
import { parse, TomlDate, TomlError } from 'smol-toml';
import { z } from 'zod';
import type { JsonValue } from '../ecs';
import { resolveField, Severity } from '../ecs';
import { type EqlQuery, parseEql } from '../eql';
import { AppError, errorMessage } from '../errors';
import { parseDurationMs, parseLookbackMs } from '../time';

export const RULE_TYPES = [
  'new_terms',
  'query',
  'saved_query',
  'threshold',
  'eql',
  'esql',
  'threat_match',
  'machine_learning',
] as const;
export type RuleType = (typeof RULE_TYPES)[number];

/** Elastic's limit on the fields of one new terms rule. */
export const NEW_TERMS_FIELDS_MAX = 3;

const text = z.string().transform((value) => value.trim());
const texts = z.array(text).default([]);
/** Text that a file wraps at its margin: line breaks inside a paragraph are the file's, not the author's. */
const prose = z.string().transform((value) =>
  value
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' '))
    .join('\n\n'),
);
const json = z.json() as z.ZodType<JsonValue>;

const Attack = z.object({ id: text, name: text, reference: text });
const Technique = Attack.extend({
  subtechnique: z.array(Attack).default([]),
}).transform(({ subtechnique, ...rest }) => ({ ...rest, subtechniques: subtechnique }));
const Threat = z
  .object({ framework: text, tactic: Attack, technique: z.array(Technique).default([]) })
  .transform(({ technique, ...rest }) => ({ ...rest, techniques: technique }));

/** One tactic of a rule's mapping, with the techniques and sub-techniques named under it. */
export type Threat = z.infer<typeof Threat>;

const duration = z.string().superRefine((value, context) => {
  if (!parseDurationMs(value)) {
    context.addIssue({ code: 'custom', message: `"${value}" is not a duration such as 5m or 1h` });
  }
});
const lookback = z.string().superRefine((value, context) => {
  if (!parseLookbackMs(value)) {
    context.addIssue({ code: 'custom', message: `"${value}" is not a date such as now-9m or now-14d` });
  }
});

const NewTerms = z
  .object({
    field: z.literal('new_terms_fields'),
    value: z
      .array(z.string().min(1))
      .min(1, 'needs at least one field')
      .max(NEW_TERMS_FIELDS_MAX, `takes at most ${NEW_TERMS_FIELDS_MAX} fields`),
    history_window_start: z
      .array(z.object({ field: z.literal('history_window_start'), value: lookback }))
      .length(1, 'needs exactly one entry'),
  })
  .transform((table) => ({
    fields: table.value,
    historyWindowStart: table.history_window_start[0]?.value ?? '',
  }));

/** The terms whose combination must be new, and how far back is looked (`now-14d`). */
export type NewTerms = z.infer<typeof NewTerms>;

/** Elastic's limit on the fields a threshold groups by. */
export const THRESHOLD_FIELDS_MAX = 5;

const Threshold = z
  .object({
    field: z.union([z.array(text), text.transform((name) => (name === '' ? [] : [name]))]).default([]),
    value: z.int().min(1),
    cardinality: z.array(z.object({ field: text, value: z.int().min(1) })).default([]),
  })
  .refine(({ field }) => field.length <= THRESHOLD_FIELDS_MAX, `takes at most ${THRESHOLD_FIELDS_MAX} fields`)
  // Kibana reads the first entry only, and so does the rule's author who tested there.
  .transform(({ field, value, cardinality }) => ({
    fields: field,
    value,
    cardinality: cardinality[0] ?? null,
  }));

/** How many events of one group, with how many different values of another field, make an alert. */
export type Threshold = z.infer<typeof Threshold>;

const RuleTable = z.object({
  rule_id: text.pipe(z.string().min(1, 'must not be empty')),
  name: text.pipe(z.string().min(1, 'must not be empty')),
  type: z.enum(RULE_TYPES, { error: (issue) => `unknown rule type ${JSON.stringify(issue.input)}` }),
  description: prose.default(''),
  language: text.nullable().default(null),
  index: texts,
  query: text.nullable().default(null),
  severity: Severity,
  risk_score: z.int().min(0).max(100),
  version: z.int().min(1).default(1),
  author: texts,
  license: text.default(''),
  tags: texts,
  references: texts,
  false_positives: z.array(prose).default([]),
  note: text.default(''),
  setup: text.default(''),
  threat: z.array(Threat).default([]),
  from: lookback.default('now-6m'),
  interval: duration.default('5m'),
  max_signals: z.int().min(1).default(100),
  timestamp_override: text.nullable().default(null),
  new_terms: NewTerms.nullable().default(null),
  threshold: Threshold.nullable().default(null),
  event_category_override: text.nullable().default(null),
  investigation_fields: z
    .object({ field_names: texts })
    .default({ field_names: [] })
    .transform((table) => table.field_names),
  exceptions_list: z.array(json).default([]),
});

const RuleFile = z.object({
  metadata: z.record(z.string(), json).default({}),
  rule: RuleTable.catchall(json),
});

interface RuleSettings {
  readonly ruleId: string;
  readonly name: string;
  readonly type: RuleType;
  readonly description: string;
  readonly language: string | null;
  readonly index: readonly string[];
  readonly severity: Severity;
  readonly riskScore: number;
  readonly version: number;
  readonly author: readonly string[];
  readonly license: string;
  readonly tags: readonly string[];
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
  /** The guide, in Markdown; `parseGuide` turns it into steps. */
  readonly note: string;
  readonly setup: string;
  readonly threat: readonly Threat[];
  /** Date math, `now-9m`: where each execution starts to look. */
  readonly from: string;
  readonly interval: string;
  /** Most alerts of one execution. */
  readonly maxSignals: number;
  readonly timestampOverride: string | null;
  readonly investigationFields: readonly string[];
  readonly exceptionsList: readonly JsonValue[];
  /** The file's `[metadata]` table as it stood. */
  readonly metadata: Readonly<Record<string, JsonValue>>;
  /** Keys of `[rule]` this version does not use, as they stood. */
  readonly unknown: Readonly<Record<string, JsonValue>>;
}

/** A rule of KQL that alerts on the first sight of a combination of values. */
export interface NewTermsRule extends RuleSettings {
  readonly evaluable: true;
  readonly type: 'new_terms';
  readonly query: string;
  readonly newTerms: NewTerms;
}

/** A rule of KQL that alerts on every matching event. */
export interface QueryRule extends RuleSettings {
  readonly evaluable: true;
  readonly type: 'query';
  readonly query: string;
}

/** A rule of KQL that alerts when a group has so many matching events in the look-back. */
export interface ThresholdRule extends RuleSettings {
  readonly evaluable: true;
  readonly type: 'threshold';
  readonly query: string;
  readonly threshold: Threshold;
}

/** A rule of EQL, over single events or a sequence of them. */
export interface EqlRule extends RuleSettings {
  readonly evaluable: true;
  readonly type: 'eql';
  readonly query: string;
  readonly eql: EqlQuery;
  /** The field that `iam where` names. */
  readonly categoryField: string;
}

/** A rule this version can run. */
export type EvaluableRule = NewTermsRule | QueryRule | ThresholdRule | EqlRule;

/** A rule that is well-formed but cannot run here; `reason` is a sentence for the rule page. */
export interface UnevaluableRule extends RuleSettings {
  readonly evaluable: false;
  readonly reason: string;
  readonly query: string | null;
}

export type RuleDefinition = EvaluableRule | UnevaluableRule;

/**
 * Reads one rule file. Throws AppError('invalid') that names `file` and every wrong key.
 *
 * The query is not parsed here: what the language accepts is the business of `kql`.
 */
export function parseRuleToml(toml: string, file: string): RuleDefinition {
  const parsed = RuleFile.safeParse(plain(parseTable(toml, file)));
  if (!parsed.success) {
    throw invalid(
      file,
      parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message]),
    );
  }
  const { rule, metadata } = parsed.data;
  const settings: RuleSettings = {
    ruleId: rule.rule_id,
    name: rule.name,
    type: rule.type,
    description: rule.description,
    language: rule.language,
    index: rule.index,
    severity: rule.severity,
    riskScore: rule.risk_score,
    version: rule.version,
    author: rule.author,
    license: rule.license,
    tags: rule.tags,
    references: rule.references,
    falsePositives: rule.false_positives,
    note: rule.note,
    setup: rule.setup,
    threat: rule.threat,
    from: rule.from,
    interval: rule.interval,
    maxSignals: rule.max_signals,
    timestampOverride: rule.timestamp_override,
    investigationFields: rule.investigation_fields,
    exceptionsList: rule.exceptions_list,
    metadata,
    unknown: Object.fromEntries(Object.entries(rule).filter(([key]) => !(key in RuleTable.shape))),
  };
  return evaluate(settings, rule, file);
}

/** What the rule needs to run, by its type; or why it cannot. Silence must not look like "nothing found". */
function evaluate(settings: RuleSettings, rule: z.infer<typeof RuleTable>, file: string): RuleDefinition {
  const { query, language, new_terms: newTerms, threshold } = rule;
  const cannot = (reason: string): UnevaluableRule => ({ ...settings, evaluable: false, reason, query });
  const ignored = IGNORED_SETTINGS.find(([key]) => hasContent(settings.unknown[key]));
  if (ignored) return cannot(`The rule uses ${ignored[1]}, which cannot be applied yet.`);
  switch (rule.type) {
    case 'new_terms': {
      const need = requireOf(rule.type, file, { query, new_terms: newTerms });
      checkHistory(need.new_terms, rule.from, file);
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
      const parsed = parseEql(need.query);
      if (!parsed.ok)
        return cannot(`The query cannot be run: ${parsed.message} (character ${parsed.start + 1})`);
      const wrong = parsed.problems.find(({ severity }) => severity === 'error');
      if (wrong) return cannot(`The query cannot be run: ${wrong.message} (character ${wrong.start + 1})`);
      const categoryField = rule.event_category_override ?? 'event.category';
      return {
        ...settings,
        evaluable: true,
        type: rule.type,
        query: need.query,
        eql: parsed.ast,
        categoryField,
      };
    }
    case 'esql':
    case 'saved_query':
    case 'threat_match':
    case 'machine_learning':
      return cannot(WHY_NOT[rule.type]);
    default:
      return rule.type satisfies never;
  }
}

/** Settings that change what alerts, so that a rule must not run as if they were not there. */
const IGNORED_SETTINGS: ReadonlyArray<readonly [key: string, words: string]> = [
  ['filters', 'filters beside its query'],
  ['alert_suppression', 'alert suppression'],
];

function hasContent(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  return Array.isArray(value) ? value.length > 0 : true;
}

const WHY_NOT = {
  esql: 'Rules in ES|QL cannot be evaluated yet.',
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
    throw invalid(
      file,
      missing.map((key) => [`rule.${key}`, `a rule of type ${type} needs it`]),
    );
  }
  return parts as Present<Parts>;
}

function parseTable(toml: string, file: string): unknown {
  try {
    return parse(toml);
  } catch (error) {
    const sentence = errorMessage(error).split('\n')[0] ?? '';
    throw new AppError(
      'invalid',
      error instanceof TomlError ? `${file}: line ${error.line}: ${sentence}` : `${file}: ${sentence}`,
    );
  }
}

/** TOML values as JSON: dates become their text. Also drops the prototype-less objects smol-toml builds. */
function plain(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plain(child)]));
}

function invalid(file: string, problems: readonly (readonly [key: string, message: string])[]): AppError {
  const sentences = problems.map(([key, message]) => `${key}: ${message}`);
  return new AppError('invalid', `${file}: ${sentences.join('; ')}`, Object.fromEntries(problems));
}

/** Elastic refuses a history that does not reach further back than the look-back: every term would be new. */
function checkHistory(newTerms: NewTerms, from: string, file: string): void {
  const history = parseLookbackMs(newTerms.historyWindowStart) ?? 0;
  if (history > (parseLookbackMs(from) ?? 0)) return;
  throw invalid(file, [
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
