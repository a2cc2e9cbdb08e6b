/**
 * A detection rule as the product uses it, read from a TOML file in the shape of elastic/detection-rules.
 *
 * A definition holds JSON values only, so that it can be stored and compared. What the product does not use yet is
 * kept under `unknown`: nothing in a file is lost, and a later version may read it.
 */
import type { JsonValue, Severity } from '../ecs';
import type { EqlQuery } from '../eql';
import type { EsqlQuery } from '../esql';
import { toDefinition } from './evaluability';
import {
  type NewTerms,
  type RuleType,
  readRuleFile,
  type Suppression,
  type Threat,
  type Threshold,
} from './rule-file';

export type { NewTerms, RuleType, Suppression, Threat, Threshold };

export interface RuleSettings {
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
  readonly suppression: Suppression | null;
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

/** A rule of ES|QL, over single events or groups of them. */
export interface EsqlRule extends RuleSettings {
  readonly evaluable: true;
  readonly type: 'esql';
  readonly query: string;
  readonly esql: EsqlQuery;
}

/** A rule this version can run. */
export type EvaluableRule = NewTermsRule | QueryRule | ThresholdRule | EqlRule | EsqlRule;

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
  const { rule, metadata, unknown } = readRuleFile(toml, file);
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
    suppression: rule.alert_suppression,
    investigationFields: rule.investigation_fields,
    exceptionsList: rule.exceptions_list,
    metadata,
    unknown,
  };
  return toDefinition(settings, rule, file);
}
