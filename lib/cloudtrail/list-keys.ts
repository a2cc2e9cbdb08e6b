/** Keys below which a document may have records, or objects on the way to them. */
export const ListKey = {
  none: 0,
  Records: 1,
  Events: 2,
  events: 3,
  logEvents: 4,
  QueryResultRows: 5,
  results: 6,
  hits: 7,
  rawResponse: 8,
  data: 9,
  override_record: 10,
} as const;

export type ListKeyId = (typeof ListKey)[keyof typeof ListKey];

const LOG_EVENT_KEYS: readonly string[] = [
  'eventId',
  'extractedFields',
  'id',
  'ingestionTime',
  'logStreamName',
  'message',
  'timestamp',
];

/** Lists of objects by what the first key of their first object may be; any tool may write the keys in any order. */
const FIRST_KEYS: Partial<Record<ListKeyId, readonly string[]>> = {
  [ListKey.Records]: [
    'additionalEventData',
    'apiVersion',
    'awsRegion',
    'errorCode',
    'errorMessage',
    'eventCategory',
    'eventID',
    'eventName',
    'eventSource',
    'eventTime',
    'eventType',
    'managementEvent',
    'readOnly',
    'recipientAccountId',
    'requestID',
    'requestParameters',
    'resources',
    'responseElements',
    'sourceIPAddress',
    'userAgent',
    'userIdentity',
  ],
  [ListKey.Events]: [
    'AccessKeyId',
    'CloudTrailEvent',
    'EventId',
    'EventName',
    'EventSource',
    'EventTime',
    'ReadOnly',
    'Resources',
    'Username',
  ],
  [ListKey.events]: LOG_EVENT_KEYS,
  [ListKey.logEvents]: LOG_EVENT_KEYS,
  [ListKey.results]: [
    '_bkt',
    '_cd',
    '_eventtype_color',
    '_indextime',
    '_raw',
    '_serial',
    '_si',
    '_sourcetype',
    '_subsecond',
    '_time',
  ],
  [ListKey.hits]: ['_id', '_ignored', '_index', '_score', '_source', '_type', '_version', 'fields', 'sort'],
};
/** CloudTrail's own records begin with it in every list. */
const RECORD_FIRST_KEY = 'eventVersion';
/** Objects in which the lists above may stand. */
const WRAPPERS: readonly ListKeyId[] = [
  ListKey.hits,
  ListKey.rawResponse,
  ListKey.data,
  ListKey.override_record,
];

/** Bytes after which the opening of a list says what it is, or says nothing. */
export const OPENING_BYTES = 256;

const FIRST_KEY = /^\[\s*(\[?)\s*\{\s*"([^"\\]{1,64})"/;
const UNFINISHED = /^\[\s*\[?\s*(\{\s*("[^"\\]{0,64})?)?$/;

export function isWrapper(key: ListKeyId): boolean {
  return WRAPPERS.includes(key);
}

/**
 * What the opening of a list below such a key, from its bracket on, says it is: records or what carries them
 * (`list`), rows of a query (`rows`), some other value (`none`). Undefined: more bytes are needed.
 */
export function judgeList(key: ListKeyId, opening: string): 'list' | 'rows' | 'none' | undefined {
  const [, row, firstKey] = FIRST_KEY.exec(opening) ?? [];
  if (firstKey === undefined) {
    return opening.length < OPENING_BYTES && UNFINISHED.test(opening) ? undefined : 'none';
  }
  if (row === '[') {
    const isRows = key === ListKey.QueryResultRows || (key === ListKey.results && firstKey === 'field');
    return isRows ? 'rows' : 'none';
  }
  const isKnown = firstKey === RECORD_FIRST_KEY || FIRST_KEYS[key]?.includes(firstKey) === true;
  return isKnown ? 'list' : 'none';
}
