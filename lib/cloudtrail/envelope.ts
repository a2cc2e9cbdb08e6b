import type { RecordForm } from './forms/form';

/** The exact bytes of one record, found but not yet parsed. */
export interface RecordSlice {
  readonly kind: 'record';
  /** A view into the bytes read; it stays valid, but copy it when it must outlive its piece of the stream cheaply. */
  readonly bytes: Buffer;
  /** Position of the first byte in the decompressed member. Slices come in ascending order. */
  readonly offset: number;
  readonly length: number;
  /** Place among the records of the member, counted from 0; a damaged record takes a place too. */
  readonly ordinal: number;
  /** Pass it to `parseRecord`: whether the record holds numbers or keys that need the slower, exact parse. */
  readonly needsExactParse: boolean;
}

/** Something in a member that could not be read. Reading goes on at the next record where there is one. */
export interface RecordProblem {
  readonly kind: 'problem';
  readonly offset: number;
  readonly ordinal: number;
  /** A sentence part for the report: what is wrong and, for damage, at which byte. */
  readonly reason: string;
}

export type RecordItem = RecordSlice | RecordProblem;

/**
 * What a member was: how CloudTrail's own records lie in it, or what carries or retells them. `digest`, `insight`,
 * `pointer`, `control` and `ocsf` say what is in it instead of events, `not-cloudtrail` that none of the first
 * hundred records looked like CloudTrail, `not-json` that nothing could be read at all.
 */
export type EnvelopeKind =
  | 'records'
  | 'array'
  | 'single'
  | 'jsonl'
  | 'concatenated'
  | Exclude<RecordForm, 'record'>
  | 'digest'
  | 'insight'
  | 'pointer'
  | 'control'
  | 'empty'
  | 'not-json'
  | 'not-cloudtrail';

/** The same in words, for people. */
export const ENVELOPE_NAMES: Readonly<Record<EnvelopeKind, string>> = {
  records: 'CloudTrail log file',
  array: 'JSON array of records',
  single: 'single JSON record',
  jsonl: 'JSON lines',
  concatenated: 'JSON documents one after another',
  'lookup-events': 'answer of lookup-events',
  eventbridge: 'EventBridge events',
  'cloudwatch-logs': 'CloudWatch Logs',
  'cloudtrail-lake': 'CloudTrail Lake query result',
  elastic: 'Elastic documents',
  logstash: 'Logstash events',
  datadog: 'Datadog export',
  panther: 'Panther export',
  splunk: 'Splunk export',
  'console-csv': 'CSV from the event history',
  'athena-csv': 'Athena query result',
  csv: 'CSV with CloudTrail columns',
  derived: 'JSON with CloudTrail columns',
  ocsf: 'OCSF events (Security Lake)',
  digest: 'CloudTrail digest',
  insight: 'CloudTrail Insights',
  pointer: 'notifications of log files',
  control: 'CloudWatch Logs control messages',
  empty: 'empty',
  'not-json': 'not JSON',
  'not-cloudtrail': 'not CloudTrail',
};

/** Reads one member of one envelope family, piece by piece. */
export interface RecordScanner {
  /** Takes the next piece; returns what became complete with it. */
  push(bytes: Buffer): RecordItem[];
  /** Ends the member. `failure` says why the bytes broke off, when they did. */
  end(failure?: string): RecordItem[];
  /** How the records lay in what was read so far. */
  envelope(): EnvelopeKind;
  /** The text that gives the slices their meaning: a CSV's first line. Known before the first slice. */
  readonly header?: string | null;
}

/** One envelope family: how to recognise it from the first bytes of a member, and how to read it. */
export interface EnvelopeReader {
  readonly name: string;
  /** Decides on content; `head` holds the first 4,096 bytes or more, or all there are. */
  detects(head: Buffer): boolean;
  createScanner(limits: RecordLimits): RecordScanner;
}

export interface RecordLimits {
  /** Longest record in bytes; a longer one is reported and passed over. */
  readonly recordBytesMax: number;
}

export const DEFAULT_RECORD_LIMITS: RecordLimits = { recordBytesMax: 16 * 1024 * 1024 };
