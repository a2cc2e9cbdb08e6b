import { parseRecordText } from '../parse-record';
import { type RawJson, type RawObject, setOwn } from '../record';
import { isObject } from '../values';
import { columnPath } from './columns';
import { toEventTime } from './event-time-text';
import type { RecordPath } from './lacks';
import { parseStruct } from './struct-text';

/** What tools write where a value is missing. */
const MISSING = new Set(['', 'null', 'NULL', 'None', 'NaN', 'nan']);
/** Places that hold objects; a cell has them as JSON or as the print of a struct. */
const OBJECTS = new Set([
  'userIdentity',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'serviceEventDetails',
  'insightDetails',
  'tlsDetails',
  'addendum',
  'onBehalfOf',
  'inScopeOf',
  'sessionContext',
  'attributes',
  'sessionIssuer',
]);
/** Structs whose fields are declared by whoever made the table: it names them as it likes, and may leave some out. */
const DECLARED = new Set(['userIdentity', 'tlsDetails', 'addendum']);
const RESOURCE_KEYS: Readonly<Record<string, string>> = {
  arn: 'ARN',
  accountid: 'accountId',
  type: 'type',
  resourcetype: 'type',
};

export function isMissing(value: RawJson | undefined): value is undefined {
  return value === undefined || value === null || (typeof value === 'string' && MISSING.has(value));
}

/** What a cell says about the place its column tells: one value, or the fields of a struct at their places. */
export type CellValue =
  | { readonly kind: 'value'; readonly value: RawJson }
  | { readonly kind: 'fields'; readonly fields: ReadonlyArray<readonly [path: RecordPath, value: RawJson]> };

export function cellValue(path: RecordPath, value: RawJson): CellValue {
  const place = path.at(-1) ?? '';
  if (path.length === 1 && place === 'eventTime') return { kind: 'value', value: toEventTime(value) };
  if (path.length === 1 && place === 'resources') return { kind: 'value', value: toResources(value) };
  if (!OBJECTS.has(place) || typeof value !== 'string' || !/^\s*[{[]/.test(value)) {
    return { kind: 'value', value };
  }
  const json = parseRecordText(value);
  if (json.ok) return { kind: 'value', value: json.record };
  const struct = parseStruct(value.trim());
  if (!isObject(struct)) return { kind: 'value', value };
  return DECLARED.has(path[0] ?? '')
    ? { kind: 'fields', fields: [...fieldsOf(path, struct)] }
    : { kind: 'value', value: withInnerJson(struct) };
}

/** The fields of a struct, at the places that their letters name. */
function* fieldsOf(path: RecordPath, struct: RawObject): Iterable<[RecordPath, RawJson]> {
  for (const [key, value] of Object.entries(struct)) {
    const known = columnPath([...path, key].join('.'));
    const place = known !== undefined && known[0] === path[0] ? known : [...path, key];
    if (isObject(value)) yield* fieldsOf(place, value);
    else yield [place, value];
  }
}

/** A map of strings prints what was an object inside as JSON. */
function withInnerJson(struct: RawObject): RawObject {
  const copy: RawObject = {};
  for (const [key, inner] of Object.entries(struct)) {
    const json = typeof inner === 'string' && inner.startsWith('{') ? parseRecordText(inner) : undefined;
    setOwn(copy, key, json?.ok ? json.record : inner);
  }
  return copy;
}

/** The console's list has names instead of ARNs; Athena's has keys in lower case. */
function toResources(value: RawJson): RawJson {
  const list = typeof value === 'string' ? (listFromText(value) ?? value) : value;
  return Array.isArray(list) ? list.map(toResource) : list;
}

function listFromText(text: string): RawJson | undefined {
  const json = parseRecordText(`{"list":${text}}`);
  return json.ok ? json.record.list : parseStruct(text.trim());
}

function toResource(value: RawJson): RawJson {
  if (!isObject(value)) return value;
  const resource: RawObject = {};
  for (const [key, inner] of Object.entries(value)) {
    const name = key.toLowerCase();
    const isArn = name === 'resourcename' && typeof inner === 'string' && inner.startsWith('arn:');
    setOwn(resource, isArn ? 'ARN' : (RESOURCE_KEYS[name] ?? key), inner);
  }
  return resource;
}
