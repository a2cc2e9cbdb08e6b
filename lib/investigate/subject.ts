import type { Database } from '../db/client';
import { notFound } from '../errors';
import type { LaneKey } from './schemas';

/** The values of an alert that other events may share with it. */
export interface Subject {
  readonly eventId: string;
  readonly eventTime: Date;
  readonly principal: string | null;
  readonly access_key: string | null;
  readonly source_address: string | null;
  readonly instance: string | null;
}

interface SubjectRow {
  readonly event_id: string;
  readonly event_time: Date;
  readonly principal_arn: string | null;
  readonly access_key_id: string | null;
  readonly source_address: string | null;
  readonly resource: string | null;
}

export async function loadSubject(db: Database, alertId: string): Promise<Subject> {
  const { rows } = await db.pool.query<SubjectRow>(
    `select event_id, event_time, principal_arn, access_key_id, source_address, resource from alert where id = $1`,
    [alertId],
  );
  const row = rows[0];
  if (!row) throw notFound('alert', alertId);
  return {
    eventId: row.event_id,
    eventTime: row.event_time,
    principal: row.principal_arn,
    access_key: row.access_key_id,
    source_address: row.source_address,
    instance: row.resource,
  };
}

/** How a lane's events are found, with the shared value as parameter `$1`; and the same as KQL, for links. */
export const LANES = {
  principal: {
    label: 'Same principal',
    sql: 'user_identity_arn = $1',
    field: 'aws.cloudtrail.user_identity.arn',
  },
  access_key: {
    label: 'Same access key',
    sql: 'access_key_id = $1',
    field: 'aws.cloudtrail.user_identity.access_key_id',
  },
  source_address: { label: 'Same source address', sql: 'source_address = $1', field: 'source.address' },
  instance: { label: 'Same instance', sql: 'related_hosts @> array[$1]', field: 'related.hosts' },
} as const satisfies Record<LaneKey, { label: string; sql: string; field: string }>;

/**
 * Reads, writes and errors told apart. Records before eventVersion 1.05 say nothing of `readOnly`: there the verb in
 * the API's name decides, as AWS names them.
 */
export const EVENT_KIND_SQL = `
  case
    when event_outcome = 'failure' then 'error'
    when coalesce(read_only, event_action ~ '^(Get|List|Describe|Head|Lookup|BatchGet|Search|View|Check)') then 'read'
    else 'write'
  end`;
