import type { RawJson, RawObject } from '../record';
import { isObject } from '../values';
import { ecsValue } from './ecs-values';
import type { RecordForm } from './form';
import { own } from './object-path';

/** What a carrier holds: JSON text of its own, or an object at a place of the carrier's JSON. */
export type Carried =
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'object'; readonly path: readonly string[]; readonly object: RawObject };

/** A place where a JSON object may carry a record. `form` undefined: says nothing about where it came from. */
interface Carrier {
  readonly find: (object: RawObject) => Carried | undefined;
  readonly form: (object: RawObject) => RecordForm | undefined;
}

/** JSON text below a key; anything else below it is not meant. */
function textAt(name: string, form: RecordForm | ((object: RawObject) => RecordForm | undefined)): Carrier {
  return {
    find: (object) => carried(name, name.includes('.') ? ecsValue(object, name) : own(object, name)),
    form: typeof form === 'function' ? form : () => form,
  };
}

function objectAt(
  key: string,
  form: RecordForm | undefined,
  isMeant?: (object: RawObject) => boolean,
): Carrier {
  return {
    find: (object) => {
      const inner = own(object, key);
      if (!isObject(inner) || (isMeant !== undefined && !isMeant(object))) return undefined;
      return { kind: 'object', path: [key], object: inner };
    },
    form: () => form,
  };
}

/** The text when it is an object in JSON; the object when somebody has parsed it already. */
function carried(name: string, value: RawJson | undefined): Carried | undefined {
  if (isObject(value)) return { kind: 'object', path: [name], object: value };
  if (typeof value !== 'string' || !/^\s*\{/.test(value)) return undefined;
  return { kind: 'text', name, text: value };
}

function shipper(object: RawObject): RecordForm | undefined {
  if (object['@version'] !== undefined) return 'logstash';
  if (object['@timestamp'] !== undefined) return 'elastic';
  const isLogEvent = ['id', 'eventId', 'ingestionTime', 'logStreamName'].some(
    (key) => object[key] !== undefined,
  );
  return object.timestamp !== undefined || isLogEvent ? 'cloudwatch-logs' : undefined;
}

/** Places to look, the surest first: the event as it came before what somebody made of it. */
export const CARRIERS: readonly Carrier[] = [
  textAt('CloudTrailEvent', 'lookup-events'),
  textAt('_raw', 'splunk'),
  textAt('event.original', (object) => shipper(object) ?? 'elastic'),
  textAt('eventJson', 'cloudtrail-lake'),
  textAt('detail', 'eventbridge'),
  objectAt('result', 'splunk'),
  textAt('_source', 'elastic'),
  objectAt('fields', 'elastic', (object) => object._index !== undefined || object._id !== undefined),
  textAt('message', shipper),
  textAt('@message', 'cloudwatch-logs'),
  textAt('raw_data', 'ocsf'),
  textAt('Message', () => undefined),
  textAt('body', () => undefined),
  textAt('Body', () => undefined),
  textAt('log', () => undefined),
  objectAt('attributes', 'datadog'),
  objectAt('data', undefined),
  objectAt('override_record', undefined),
];
