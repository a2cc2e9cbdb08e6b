import type { RawJson, RawObject } from './record';
import { asObject, isObject } from './values';

const CONTROL_MESSAGE = /^CWL CONTROL MESSAGE/;
/** Lists in which events come; a document is only left whole when its list has nothing to cut out. */
const LISTS = ['Events', 'events', 'logEvents', 'QueryResultRows', 'results'] as const;

/** What a JSON object without the marks of a CloudTrail record is. */
export function foreignKind(object: RawObject): 'pointer' | 'control' | 'ocsf' | 'empty' | 'other' {
  if (isPointer(object)) return 'pointer';
  const isControl = typeof object.message === 'string' && CONTROL_MESSAGE.test(object.message);
  if (isControl || object.messageType === 'CONTROL_MESSAGE') return 'control';
  if (isOcsf(object)) return 'ocsf';
  const isEmpty = LISTS.some((key) => isEmptyList(object[key])) || isEmptyList(asObject(object.hits).hits);
  return isEmpty ? 'empty' : 'other';
}

/** Notices that log files have come: of CloudTrail itself, of the bucket, and what queues and topics wrap them in. */
function isPointer(object: RawObject): boolean {
  if (object.s3ObjectKey !== undefined && object.s3Bucket !== undefined) return true;
  if (object.Service === 'Amazon S3' && object.Event === 's3:TestEvent') return true;
  if (object.source === 'aws.s3' && isObject(asObject(object.detail).object)) return true;
  if (Array.isArray(object.Records) && asObject(object.Records[0]).eventSource === 'aws:s3') return true;
  const isTopic = object.TopicArn !== undefined && object.Type !== undefined;
  const isDelivered = isObject(object.Sns) || object.eventSource === 'aws:sqs';
  const isQueued = object.ReceiptHandle !== undefined || object.receiptHandle !== undefined;
  return isTopic || isDelivered || isQueued;
}

/** The schema of Security Lake names its classes by number. */
function isOcsf(object: RawObject): boolean {
  if (object.class_uid === undefined) return false;
  const product = asObject(asObject(object.metadata).product).name;
  return typeof product === 'string' && /cloudtrail/i.test(product);
}

function isEmptyList(value: RawJson | undefined): boolean {
  return Array.isArray(value) && value.length === 0;
}
