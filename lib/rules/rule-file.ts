/** A rule file in the shape of elastic/detection-rules, as text and as a checked table. */
import { parse, TomlDate, TomlError } from 'smol-toml';
import { z } from 'zod';
import type { JsonValue } from '../ecs';
import { Severity } from '../ecs';
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

/** Elastic's limit on the fields alerts are suppressed by. */
export const SUPPRESSION_FIELDS_MAX = 3;

const Suppression = z
  .object({
    group_by: z
      .array(text)
      .max(SUPPRESSION_FIELDS_MAX, `takes at most ${SUPPRESSION_FIELDS_MAX} fields`)
      .default([]),
    duration: z
      .object({ value: z.int().min(1), unit: z.enum(['s', 'm', 'h']) })
      .nullable()
      .default(null),
    missing_fields_strategy: z.enum(['suppress', 'doNotSuppress']).default('suppress'),
  })
  .transform(({ group_by: groupBy, duration, missing_fields_strategy: missing }) => ({
    groupBy,
    /** Null: within one execution. */
    durationMs: duration && parseDurationMs(`${duration.value}${duration.unit}`),
    /** Whether finds that lack a field form groups of their own, or each make an alert. */
    missing,
  }));

/** Which alerts are one alert with a count, and for how long. */
export type Suppression = z.infer<typeof Suppression>;

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
  alert_suppression: Suppression.nullable().default(null),
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

/** The `[rule]` table with its defaults filled in; keys this version does not know stand beside the others. */
export type RuleTable = z.infer<typeof RuleTable>;

/**
 * Reads one rule file. Throws AppError('invalid') that names `file` and every wrong key.
 *
 * `unknown` has the keys of `[rule]` this version does not use, as they stood.
 */
export function readRuleFile(
  toml: string,
  file: string,
): {
  readonly rule: RuleTable;
  readonly metadata: Readonly<Record<string, JsonValue>>;
  readonly unknown: Readonly<Record<string, JsonValue>>;
} {
  const parsed = RuleFile.safeParse(plain(parseTable(toml, file)));
  if (!parsed.success) {
    throw invalidRule(
      file,
      parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message]),
    );
  }
  const { rule, metadata } = parsed.data;
  const unknown = Object.entries(rule).filter(([key]) => !(key in RuleTable.shape));
  return { rule, metadata, unknown: Object.fromEntries(unknown) };
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

/** A refusal that names the file, and every wrong key with what is wrong. */
export function invalidRule(
  file: string,
  problems: readonly (readonly [key: string, message: string])[],
): AppError {
  const sentences = problems.map(([key, message]) => `${key}: ${message}`);
  return new AppError('invalid', `${file}: ${sentences.join('; ')}`, Object.fromEntries(problems));
}
