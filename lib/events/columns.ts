import { storableJson, storableText } from '../db/storable';
import { type EcsEvent, type EcsValue, FIELDS, type Field, type GeoPoint, isBeyondLimit } from '../ecs';

/** Where an event's record lies, and what tells it from another record with the same id. */
export interface RecordPlace {
  readonly bundleId: number;
  readonly segmentId: number;
  /** Offset of the record in the segment's uncompressed bytes. */
  readonly offset: number;
  readonly length: number;
  /** First eight bytes of the record's SHA-256, as a signed 64-bit integer. */
  readonly hash: bigint;
}

export interface NewEvent {
  /** Key: a UUID (see cloudtrail/event-key). */
  readonly eventId: string;
  readonly ecs: EcsEvent;
  readonly place: RecordPlace;
  /** Fields its form cannot have; empty for whole records. */
  readonly lacks: readonly string[];
}

const PLACE_COLUMNS = [
  'event_id',
  'event_time',
  'bundle_id',
  'segment_id',
  'record_offset',
  'record_length',
  'record_hash',
] as const;

/** Columns that COPY fills otherwise, or the database itself. */
const NOT_COPIED: ReadonlySet<string> = new Set([...PLACE_COLUMNS, 'ingested_at']);

/** One field per column: two fields may read the same column, the first one of the registry writes it. */
const FIELD_COLUMNS: ReadonlyMap<string, Field> = (() => {
  const columns = new Map<string, Field>();
  for (const field of FIELDS.values()) {
    const { storage } = field;
    const own =
      storage.kind === 'column' || (storage.kind === 'flattened' && storage.path.length === 0)
        ? storage.column
        : null;
    if (own && !columns.has(own) && !NOT_COPIED.has(own)) columns.set(own, field);
  }
  return columns;
})();

const EXTRA_FIELDS = [...FIELDS.values()].filter(
  ({ storage }) => storage.kind === 'extra' || (storage.kind === 'flattened' && storage.column === 'extra'),
);

/** Columns of a COPY into `event`, in the order `toCopyLine` writes them. */
export const COPY_COLUMNS: readonly string[] = [
  ...PLACE_COLUMNS,
  ...FIELD_COLUMNS.keys(),
  'resources',
  'extra',
  'lacks',
];

const NULL = '\\N';

function escapeCopy(text: string): string {
  if (!/[\\\n\r\t]/.test(text)) return text;
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
}

/** A text[] literal. */
function arrayText(values: readonly string[]): string {
  const quoted = values.map((value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`);
  return `{${quoted.join(',')}}`;
}

/** What a column gets: the value a query may see, so nothing above its limit. Null when there is none. */
function columnText(field: Field, value: EcsValue | undefined): string | null {
  if (value === undefined) return null;
  if (field.type === 'flattened') return storableJson(value);
  if (field.type === 'geo_point') {
    const { lat, lon } = value as GeoPoint;
    return `(${lon},${lat})`;
  }
  if (Array.isArray(value)) {
    const seen = value
      .map((item) => storableText(String(item)))
      .filter((item) => !isBeyondLimit(field, item));
    return seen.length > 0 ? arrayText(seen) : null;
  }
  const text = storableText(String(value));
  return isBeyondLimit(field, text) ? null : text;
}

/** A text field of an event as its column has it: empty where the column has nothing. */
export function seenText(event: EcsEvent, name: 'cloud.account.id' | 'cloud.region'): string {
  const field = FIELDS.get(name);
  return (field && columnText(field, event[name])) ?? '';
}

type EcsValues = Readonly<Record<string, EcsValue | undefined>>;

function extraText(values: EcsValues, foreignId: string | null): string | null {
  const extra: Record<string, unknown> = {};
  if (foreignId !== null) extra['event.id'] = foreignId;
  for (const field of EXTRA_FIELDS) {
    const value = values[field.name];
    if (value === undefined) continue;
    if (typeof value === 'string' && isBeyondLimit(field, value)) continue;
    extra[field.name] = value;
  }
  return Object.keys(extra).length > 0 ? storableJson(extra) : null;
}

/** One line of COPY's text format, newline included. */
export function toCopyLine(event: NewEvent): string {
  const values = event.ecs as EcsValues;
  const id = event.ecs['event.id'];
  const { place } = event;
  const cells: Array<string | null> = [
    event.eventId,
    String(event.ecs['@timestamp']),
    String(place.bundleId),
    String(place.segmentId),
    String(place.offset),
    String(place.length),
    String(place.hash),
  ];
  for (const field of FIELD_COLUMNS.values()) cells.push(columnText(field, values[field.name]));
  const resources = event.ecs['aws.cloudtrail.resources'];
  cells.push(resources ? storableJson(resources) : null);
  cells.push(extraText(values, typeof id === 'string' && id !== event.eventId ? id : null));
  cells.push(event.lacks.length > 0 ? arrayText(event.lacks) : null);
  return `${cells.map((cell) => (cell === null ? NULL : escapeCopy(cell))).join('\t')}\n`;
}
