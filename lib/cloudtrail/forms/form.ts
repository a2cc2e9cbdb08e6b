import type { CloudTrailRecord } from '../record';

/** What carried a record. `record` is CloudTrail's own JSON, as it stands in log files. */
export type RecordForm =
  | 'record'
  | 'lookup-events'
  | 'eventbridge'
  | 'cloudwatch-logs'
  | 'cloudtrail-lake'
  | 'elastic'
  | 'logstash'
  | 'datadog'
  | 'panther'
  | 'splunk'
  | 'console-csv'
  | 'athena-csv'
  | 'csv'
  | 'derived'
  | 'ocsf';

/** A record taken out of what carried it. */
export interface Decoded {
  readonly record: CloudTrailRecord;
  readonly form: RecordForm;
  /**
   * ECS fields that an event of this form has not, or only in part, though whole records may have them. The same
   * list object for events of the same form; empty for whole records.
   */
  readonly lacks: readonly string[];
  /** The record's own JSON text when the slice only carries it, else null. */
  readonly text: string | null;
}

export const LACKS_NOTHING: readonly string[] = Object.freeze([]);
