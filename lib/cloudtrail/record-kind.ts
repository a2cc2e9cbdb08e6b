import { parseEventTime } from './event-time';
import { foreignKind } from './foreign-kind';
import type { CloudTrailRecord } from './record';
import { text } from './values';

/**
 * What a record is. Only an `event` is something an identity did and may feed rules; an `insight` reports unusual
 * volume, a `digest` lists the log files of an hour, a `pointer` only says where log files lie, `control` is a log
 * group trying its subscription, `ocsf` the event in another schema, `empty` an answer with an empty list, `other`
 * is no CloudTrail at all.
 */
export type RecordKind = 'event' | 'insight' | 'digest' | 'pointer' | 'control' | 'ocsf' | 'empty' | 'other';

/** Two of these make a JSON object a CloudTrail record. */
const MARKS = ['eventTime', 'eventName', 'eventSource', 'eventID', 'awsRegion', 'userIdentity'] as const;

export function recordKind(record: CloudTrailRecord): RecordKind {
  if (record.eventType === 'AwsCloudTrailInsight' || record.insightDetails !== undefined) return 'insight';
  if (record.eventTime === undefined && record.digestEndTime !== undefined) return 'digest';
  // S3 notifications share the vocabulary, but describe a bucket's object and not an API call.
  if (record.eventSource === 'aws:s3' && record.s3 !== undefined) return 'pointer';
  let marks = 0;
  for (const mark of MARKS) {
    if (record[mark] !== undefined) marks += 1;
    if (marks === 2) return 'event';
  }
  return foreignKind(record);
}

/** Why a record cannot become an event, as a sentence part for the report; null when it can. */
export function recordProblem(record: CloudTrailRecord): string | null {
  switch (recordKind(record)) {
    case 'other':
      return 'not a CloudTrail record';
    case 'pointer':
      return 'an SNS, SQS or S3 notification that only points to log files';
    case 'control':
      return 'a CloudWatch Logs control message';
    case 'ocsf':
      return 'an OCSF event (Security Lake): export the CloudTrail log files instead';
    case 'empty':
      return 'an answer without events';
    case 'digest':
      return 'a CloudTrail digest, not an event';
    case 'event':
    case 'insight': {
      const time = text(record.eventTime);
      if (time === undefined) return 'no eventTime';
      return parseEventTime(time) === undefined ? `eventTime ${quote(time)} is not a time` : null;
    }
  }
}

function quote(value: string): string {
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
}
