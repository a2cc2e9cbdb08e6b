import type { Severity } from '../ecs';

export interface RuleRow {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly severity: Severity;
  readonly riskScore: number;
  readonly version: number;
  readonly enabled: boolean;
  readonly openAlerts: number;
  readonly alerts: number;
  /** Closed alerts, and those of them closed as false positives. */
  readonly decidedAlerts: number;
  readonly falsePositiveAlerts: number;
  /** Ids of the ATT&CK techniques and sub-techniques the rule names. */
  readonly techniques: readonly string[];
  readonly lastExecution: ExecutionRow | null;
}

export interface ExecutionRow {
  readonly id: number;
  readonly kind: 'scheduled' | 'ingest' | 'manual';
  readonly status: 'running' | 'succeeded' | 'not_evaluable' | 'failed';
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly matched: number;
  readonly opened: number;
  readonly superseded: number;
  readonly capped: number;
  readonly notEvaluable: number;
  readonly message: string | null;
}

/** A tactic, technique or sub-technique of MITRE ATT&CK. */
export interface AttackEntry {
  readonly id: string;
  readonly name: string;
  readonly reference: string;
}

/** What a rule finds, in ATT&CK's terms; sub-techniques stand behind their technique in one list. */
export interface AttackMapping {
  readonly tactic: AttackEntry;
  readonly techniques: readonly AttackEntry[];
}

/** The rule page: settings as the TOML has them, rendered guide source, and its recent executions. */
export interface RuleDetail extends RuleRow {
  readonly description: string;
  readonly query: string;
  readonly language: string;
  readonly index: readonly string[];
  readonly from: string;
  readonly interval: string;
  readonly maxSignals: number;
  readonly newTermsFields: readonly string[];
  readonly historyWindowStart: string | null;
  readonly threshold: {
    readonly fields: readonly string[];
    readonly value: number;
    readonly cardinality: { readonly field: string; readonly value: number } | null;
  } | null;
  /** Why the rule cannot run here, as a sentence; null when it can. */
  readonly whyNotEvaluable: string | null;
  readonly tags: readonly string[];
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
  readonly note: string;
  readonly threat: readonly AttackMapping[];
  readonly source: string;
  readonly executions: readonly ExecutionRow[];
}
