import { plainName } from './columns';
import { planColumns } from './flat-record';
import type { RecordForm } from './form';

/** Columns that hold whole events as JSON. */
const CARRYING = new Set([
  '_raw',
  'CloudTrailEvent',
  'event.original',
  'eventJson',
  '@message',
  'message',
  '_source',
]);
/** An export of Kibana or Elasticsearch: a call, and when it was. */
const ELASTIC = ['event.action', '@timestamp'];

/** Whether columns of these names are a table of CloudTrail events. */
export function isEventTable(names: readonly string[]): boolean {
  // A line that only says `message` may be any text's first.
  if (names.some((name) => CARRYING.has(name))) return names.length > 1 || names[0] !== 'message';
  return ELASTIC.every((name) => names.includes(name)) || planColumns(names) !== undefined;
}

/** What wrote a table of events, by its header. */
export function tableForm(names: readonly string[]): RecordForm {
  const plain = new Set(names.map(plainName));
  if (names.includes('User name') && names.includes('AWS access key')) return 'console-csv';
  if (names.includes('_raw')) return 'splunk';
  if (names.includes('event.original') || ELASTIC.every((name) => names.includes(name))) return 'elastic';
  if (names.includes('eventJson')) return 'cloudtrail-lake';
  if (names.includes('@message')) return 'cloudwatch-logs';
  if (names.includes('CloudTrailEvent')) return 'lookup-events';
  if (names.includes('useridentity') && names.includes('eventname')) return 'athena-csv';
  return plain.has('plogtype') ? 'panther' : 'csv';
}
