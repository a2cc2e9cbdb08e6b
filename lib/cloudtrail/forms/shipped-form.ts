import type { CloudTrailRecord } from '../record';
import type { RecordForm } from './form';

/** What shipped a whole record, told by the keys it added; a record without such keys keeps its form. */
export function shippedForm(record: CloudTrailRecord, form: RecordForm): RecordForm {
  if (form !== 'record') return form;
  if (record.p_log_type !== undefined || record.p_event_time !== undefined) return 'panther';
  return record['@version'] !== undefined ? 'logstash' : form;
}
