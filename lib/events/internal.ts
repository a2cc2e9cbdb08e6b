import type { EventRow } from './schemas';

/** Columns a list of events needs. */
export const ROW_COLUMNS = `
  event_id, event_time, event_action, event_provider, event_outcome, error_code, read_only,
  user_identity_arn, user_name, access_key_id, source_address, source_geo_country_iso_code,
  user_agent_original, cloud_account_id, cloud_region, bundle_id, extra ->> 'event.id' as foreign_id,
  coalesce(related_hosts[1], resources -> 0 ->> 'arn') as resource`;

export interface EventRecord {
  readonly event_id: string;
  readonly event_time: Date;
  readonly event_action: string | null;
  readonly event_provider: string | null;
  readonly event_outcome: string | null;
  readonly error_code: string | null;
  readonly read_only: boolean | null;
  readonly user_identity_arn: string | null;
  readonly user_name: string | null;
  readonly access_key_id: string | null;
  readonly source_address: string | null;
  readonly source_geo_country_iso_code: string | null;
  readonly user_agent_original: string | null;
  readonly cloud_account_id: string | null;
  readonly cloud_region: string | null;
  readonly bundle_id: number;
  readonly foreign_id: string | null;
  readonly resource: string | null;
}

export function toEventRow(row: EventRecord): EventRow {
  return {
    eventId: row.event_id,
    eventTime: row.event_time.toISOString(),
    action: row.event_action,
    provider: row.event_provider,
    outcome: row.event_outcome,
    errorCode: row.error_code,
    readOnly: row.read_only,
    principalArn: row.user_identity_arn,
    userName: row.user_name,
    accessKeyId: row.access_key_id,
    sourceAddress: row.source_address,
    sourceCountry: row.source_geo_country_iso_code,
    userAgent: row.user_agent_original,
    accountId: row.cloud_account_id,
    region: row.cloud_region,
    resource: row.resource,
    bundleId: row.bundle_id,
  };
}

/** Place in a list ordered by (event_time, event_id). */
export interface EventCursor {
  readonly time: string;
  readonly id: string;
}

export function encodeCursor({ time, id }: EventCursor): string {
  return `${time}_${id}`;
}

export function decodeCursor(text: string): EventCursor | null {
  const match = /^(\d{4,6}-[\d:.TZ-]+)_([0-9a-f-]{36})$/.exec(text);
  return match?.[1] && match[2] ? { time: match[1], id: match[2] } : null;
}
