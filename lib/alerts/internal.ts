import type { Severity } from '../ecs';
import type {
  AlertEvidence,
  AlertFilters,
  AlertHistory,
  AlertRow,
  AlertStatus,
  CloseReason,
  NewTerm,
} from './schemas';

/** Columns of an alert in a list. `alert` and `rule` are joined by every reader. */
export const ROW_COLUMNS = `
  alert.id, alert.rule_id, rule.name as rule_name, alert.severity, alert.risk_score, alert.status, alert.reason,
  alert.event_id, alert.event_time, alert.ecs -> 'event' ->> 'action' as event_action, alert.new_terms,
  alert.history, alert.evidence, alert.suppressed, alert.suppressed_until, alert.superseded_by_id, alert.source_deleted_at, alert.principal_arn, alert.access_key_id, alert.resource,
  alert.source_address, alert.source_country, alert.source_as, alert.user_agent_original, alert.account_id,
  alert.region, alert.created_at, alert.updated_at`;

export interface AlertRecord {
  readonly id: string;
  readonly rule_id: string;
  readonly rule_name: string;
  readonly severity: Severity;
  readonly risk_score: number;
  readonly status: AlertStatus;
  readonly reason: CloseReason | null;
  readonly event_id: string;
  readonly event_time: Date;
  readonly event_action: string | null;
  readonly new_terms: readonly NewTerm[];
  readonly history: AlertHistory | null;
  readonly evidence: AlertEvidence | null;
  readonly suppressed: number;
  readonly suppressed_until: Date | null;
  readonly superseded_by_id: string | null;
  readonly source_deleted_at: Date | null;
  readonly principal_arn: string | null;
  readonly access_key_id: string | null;
  readonly resource: string | null;
  readonly source_address: string | null;
  readonly source_country: string | null;
  readonly source_as: string | null;
  readonly user_agent_original: string | null;
  readonly account_id: string | null;
  readonly region: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export function toAlertRow(record: AlertRecord): AlertRow {
  return {
    id: record.id,
    ruleId: record.rule_id,
    ruleName: record.rule_name,
    severity: record.severity,
    riskScore: record.risk_score,
    status: record.status,
    reason: record.reason,
    eventId: record.event_id,
    eventTime: record.event_time.toISOString(),
    eventAction: record.event_action,
    newTerms: record.new_terms,
    history: record.history,
    evidence: record.evidence,
    suppressed: record.suppressed,
    suppressedUntil: record.suppressed_until?.toISOString() ?? null,
    supersededBy: record.superseded_by_id,
    sourceDeletedAt: record.source_deleted_at?.toISOString() ?? null,
    principalArn: record.principal_arn,
    accessKeyId: record.access_key_id,
    resource: record.resource,
    sourceAddress: record.source_address,
    sourceCountry: record.source_country,
    sourceAs: record.source_as,
    userAgent: record.user_agent_original,
    accountId: record.account_id,
    region: record.region,
    createdAt: record.created_at.toISOString(),
    updatedAt: record.updated_at.toISOString(),
  };
}

/** Open first: what sorts the queue by default. */
export const STATUS_RANK = "array_position(array['closed', 'acknowledged', 'open'], alert.status)";

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

const TEXT_COLUMNS = [
  'alert.principal_arn',
  'alert.access_key_id',
  'alert.resource',
  'alert.source_address',
  'alert.user_agent_original',
  'alert.account_id',
  'alert.event_id::text',
  'rule.name',
];

/**
 * The filters as one SQL condition over `alert` and `rule`. Leaving one out by name serves counts that follow the
 * other filters. Parameters are appended to `values`.
 */
export function filterSql(
  filters: AlertFilters,
  values: unknown[],
  without?: 'status' | 'severity' | 'rule' | 'time',
): string {
  const parts: string[] = [];
  const anyOf = (column: string, wanted: readonly string[]) => {
    if (wanted.length > 0) parts.push(`${column} = any($${values.push(wanted)}::text[])`);
  };
  if (without !== 'status') anyOf('alert.status', filters.status);
  if (without !== 'severity') anyOf('alert.severity', filters.severity);
  if (without !== 'rule') anyOf('alert.rule_id', filters.rule);
  anyOf('alert.reason', filters.reason);
  if (without !== 'time') {
    if (filters.from) parts.push(`alert.event_time >= $${values.push(filters.from)}::timestamptz`);
    if (filters.to) parts.push(`alert.event_time < $${values.push(filters.to)}::timestamptz`);
  }
  if (filters.superseded === 'hide') parts.push('alert.superseded_by_id is null');
  if (filters.superseded === 'only') parts.push('alert.superseded_by_id is not null');
  const text = filters.text?.trim();
  if (text) {
    const pattern = `$${values.push(`%${escapeLike(text)}%`)}`;
    parts.push(`(${TEXT_COLUMNS.map((column) => `${column} ilike ${pattern}`).join(' or ')})`);
  }
  return parts.length > 0 ? parts.join(' and ') : 'true';
}
