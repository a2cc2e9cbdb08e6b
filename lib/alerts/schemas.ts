import { z } from 'zod';
import { type EcsDocument, Severity } from '../ecs';

export const AlertStatus = z.enum(['open', 'acknowledged', 'closed']);
export type AlertStatus = z.infer<typeof AlertStatus>;

/** Elastic's closing reasons. */
export const CloseReason = z.enum([
  'false_positive',
  'benign_positive',
  'true_positive',
  'duplicate',
  'other',
]);
export type CloseReason = z.infer<typeof CloseReason>;

export const StepState = z.enum(['todo', 'done', 'not_applicable']);
export type StepState = z.infer<typeof StepState>;

/** How much history stood behind the verdict "new" (DESIGN, section 5). Times are ISO-8601 UTC. */
export interface AlertHistory {
  /** The rule's window, e.g. 336 for 14 days. */
  readonly windowHours: number;
  /** From the account's earliest event in the window to the alert. */
  readonly spanHours: number;
  /** Events of the account in the window before the alert. */
  readonly events: number;
  /** Events in the window that match the rule's query, any tuple. */
  readonly matchingEvents: number;
  /** Whole hours between the earliest event and the alert in which the account has no event at all. */
  readonly hoursWithoutData: number;
  /** Less history than the window: the earliest event is younger than the window's start. */
  readonly coldStart: boolean;
  /** For each value of the tuple: when the rule's query last matched it before this alert, null when never. */
  readonly lastSeen: ReadonlyArray<{
    readonly field: string;
    readonly value: string;
    readonly matchedAt: string | null;
    /** First time the value occurs in any event at all (principal, instance), null when this event is the first. */
    readonly firstSeenAt: string | null;
  }>;
}

export interface NewTerm {
  readonly field: string;
  readonly value: string;
}

/** What a rule found that is more than one event. Times are ISO-8601 UTC. */
export type AlertEvidence =
  | {
      readonly type: 'threshold';
      /** The group, a value per field. */
      readonly terms: readonly NewTerm[];
      /** Its matching events, from the first to the last. */
      readonly count: number;
      readonly from: string;
      readonly to: string;
      /** Different values of the counted field among them; null when none is counted. */
      readonly cardinality: { readonly field: string; readonly value: number } | null;
    }
  | {
      readonly type: 'aggregate';
      /** What the query returned, absent values left out. */
      readonly columns: ReadonlyArray<{ readonly name: string; readonly values: readonly string[] }>;
      /** Events the row stands for, from the first to the last. */
      readonly count: number;
      readonly from: string;
      readonly to: string;
      /** The latest of them, up to 100, the latest first. */
      readonly events: ReadonlyArray<{ readonly eventId: string; readonly eventTime: string }>;
    }
  | {
      readonly type: 'sequence';
      /** The values that join the events. */
      readonly key: readonly string[];
      readonly events: ReadonlyArray<{ readonly eventId: string; readonly eventTime: string }>;
    };

/** One row of the queue, and what `trailhound alerts --json` prints. */
export interface AlertRow {
  readonly id: string;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly severity: Severity;
  readonly riskScore: number;
  readonly status: AlertStatus;
  /** Set when closed. */
  readonly reason: CloseReason | null;
  readonly eventId: string;
  readonly eventTime: string;
  readonly eventAction: string | null;
  /** Empty for rules that are not about new terms. */
  readonly newTerms: readonly NewTerm[];
  /** Null for rules that are not about new terms. */
  readonly history: AlertHistory | null;
  /** Null when the alert is about one event. */
  readonly evidence: AlertEvidence | null;
  /** Later finds of the same group that the rule's suppression kept from becoming alerts. */
  readonly suppressed: number;
  readonly suppressedUntil: string | null;
  /** Event id of the earlier sighting that a later upload brought, null when this alert still is the first. */
  readonly supersededBy: string | null;
  /** When the source event went with its bundle; the alert keeps its own copy of it. Null while it is there. */
  readonly sourceDeletedAt: string | null;
  readonly principalArn: string | null;
  readonly accessKeyId: string | null;
  readonly resource: string | null;
  readonly sourceAddress: string | null;
  readonly sourceCountry: string | null;
  readonly sourceAs: string | null;
  readonly userAgent: string | null;
  readonly accountId: string | null;
  readonly region: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export const AlertFilters = z.object({
  status: z.array(AlertStatus).default([]),
  severity: z.array(Severity).default([]),
  rule: z.array(z.string()).default([]),
  reason: z.array(CloseReason).default([]),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  /** Free text: any of principal, key, resource, address, agent, rule name, event id; case-insensitive. */
  text: z.string().max(500).optional(),
  superseded: z.enum(['hide', 'show', 'only']).default('show'),
});
export type AlertFilters = z.infer<typeof AlertFilters>;

export const AlertSort = z.enum(['status', 'severity', 'eventTime', 'rule']);
export type AlertSort = z.infer<typeof AlertSort>;

export const ListAlertsInput = AlertFilters.extend({
  sort: AlertSort.default('status'),
  order: z.enum(['asc', 'desc']).default('desc'),
  cursor: z.string().max(4000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type ListAlertsInput = z.input<typeof ListAlertsInput>;

export interface AlertPage {
  readonly alerts: readonly AlertRow[];
  readonly total: number;
  readonly nextCursor: string | null;
}

export interface AlertCounts {
  readonly status: Readonly<Record<AlertStatus, number>>;
  readonly severity: Readonly<Record<Severity, number>>;
  readonly rules: ReadonlyArray<{ readonly id: string; readonly name: string; readonly alerts: number }>;
  /** Alerts per day and severity, oldest first, over the span of all alerts that match the filters but the time. */
  readonly trend: ReadonlyArray<{ readonly day: string } & Readonly<Record<Severity, number>>>;
}

/** One whole alert (the page): the row, its event and everything kept about it. */
export interface AlertDetail extends AlertRow {
  readonly note: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly supersededByTime: string | null;
  readonly ecs: EcsDocument;
  /** The record exactly as it came. */
  readonly raw: string;
  /** Neighbours in the default order of the queue. */
  readonly previousId: string | null;
  readonly nextId: string | null;
}

export const SetAlertStatusInput = z
  .object({
    id: z.uuid(),
    status: AlertStatus,
    reason: CloseReason.optional(),
    note: z.string().max(10_000).optional(),
    /** The status the analyst saw; when it changed meanwhile the change is refused as a conflict. */
    expectedStatus: AlertStatus,
  })
  .refine((input) => input.status !== 'closed' || input.reason !== undefined, {
    message: 'Closing an alert needs a reason.',
    path: ['reason'],
  });
export type SetAlertStatusInput = z.infer<typeof SetAlertStatusInput>;

export const SetStepInput = z.object({
  alertId: z.uuid(),
  stepId: z.string().min(1).max(100),
  state: StepState,
  note: z.string().max(10_000).optional(),
});
export type SetStepInput = z.infer<typeof SetStepInput>;

/** Saved answer to one guide step. */
export interface SavedStep {
  readonly stepId: string;
  readonly state: StepState;
  readonly note: string | null;
  readonly updatedBy: string;
  readonly updatedAt: string;
}
