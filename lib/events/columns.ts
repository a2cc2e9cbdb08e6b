import { storableJson } from '../db/storable';
import {
  type EcsSlots,
  type EcsValue,
  FIELDS,
  type Field,
  type GeoPoint,
  isBeyondLimit,
  SLOT,
  type SlotName,
} from '../ecs';
import type { Row, RowBuffer } from './row-buffer';

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
  readonly slots: EcsSlots;
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

interface FieldColumn {
  readonly column: string;
  readonly field: Field;
  readonly slot: number;
}

function slotOf(field: Field): number {
  return SLOT[field.name as SlotName];
}

/** Texts up to here are within every limit, in units and in bytes. */
const SHORT_TEXT = 800;

/** What a column gets is the value a query may see, so nothing above its limit. */
function writeValue(row: RowBuffer, field: Field, value: EcsValue): void {
  if (field.array) {
    writeTexts(row, field, value);
    return;
  }
  switch (field.type) {
    case 'keyword':
    case 'constant_keyword': {
      const text = typeof value === 'string' ? value : String(value);
      if (text.length > SHORT_TEXT && isBeyondLimit(field, text)) row.null();
      else row.text(text);
      return;
    }
    case 'flattened':
      row.jsonb(storableJson(value));
      return;
    case 'boolean':
      row.boolean(value === true || value === 'true');
      return;
    case 'long':
      row.int8(Number(value));
      return;
    case 'date':
      row.timestamp(String(value));
      return;
    case 'ip':
      row.inet(String(value));
      return;
    case 'geo_point': {
      const { lat, lon } = value as GeoPoint;
      row.point(lon, lat);
      return;
    }
    default:
      field.type satisfies never;
  }
}

function writeTexts(row: RowBuffer, field: Field, value: EcsValue): void {
  const texts: readonly string[] = Array.isArray(value) ? value : [String(value)];
  const longest = texts.reduce((length, text) => Math.max(length, text.length), 0);
  const seen = longest <= SHORT_TEXT ? texts : texts.filter((text) => !isBeyondLimit(field, text));
  if (seen.length > 0) row.texts(seen);
  else row.null();
}

/** One field per column: two fields may read the same column, the first one of the registry writes it. */
const FIELD_COLUMNS: readonly FieldColumn[] = (() => {
  const columns = new Map<string, FieldColumn>();
  for (const field of FIELDS.values()) {
    const { storage } = field;
    const column =
      storage.kind === 'column' || (storage.kind === 'flattened' && storage.path.length === 0)
        ? storage.column
        : null;
    if (column === null || columns.has(column) || NOT_COPIED.has(column)) continue;
    columns.set(column, { column, field, slot: slotOf(field) });
  }
  return [...columns.values()];
})();

const EXTRA_FIELDS = [...FIELDS.values()]
  .filter(
    ({ storage }) => storage.kind === 'extra' || (storage.kind === 'flattened' && storage.column === 'extra'),
  )
  .map((field) => ({ field, slot: slotOf(field) }));

const TIME = SLOT['@timestamp'];
const ID = SLOT['event.id'];
const RESOURCES = SLOT['aws.cloudtrail.resources'];

/** Columns of a COPY into `event`, in the order `writeEventRow` writes them. */
export const COPY_COLUMNS: readonly string[] = [
  ...PLACE_COLUMNS,
  ...FIELD_COLUMNS.map(({ column }) => column),
  'resources',
  'extra',
  'lacks',
];

/** A text field of an event as its column has it: empty where the column has nothing. */
export function seenText(slots: EcsSlots, name: 'cloud.account.id' | 'cloud.region'): string {
  const field = FIELDS.get(name);
  const value = slots[SLOT[name]];
  return typeof value === 'string' && field && !isBeyondLimit(field, value) ? value : '';
}

/** Fields without a column of their own, as JSON; null when there is none. */
function extraJson(slots: EcsSlots, foreignId: string | null): string | null {
  let extra: Record<string, unknown> | null = foreignId === null ? null : { 'event.id': foreignId };
  for (const { field, slot } of EXTRA_FIELDS) {
    const value = slots[slot];
    if (value === undefined) continue;
    if (typeof value === 'string' && isBeyondLimit(field, value)) continue;
    extra ??= {};
    extra[field.name] = value;
  }
  return extra && storableJson(extra);
}

/** Writes an event as a row of `COPY_COLUMNS`. */
export function writeEventRow(row: RowBuffer, { eventId, slots, place, lacks }: NewEvent): Row {
  row.begin(COPY_COLUMNS.length);
  row.uuid(eventId);
  row.timestamp(String(slots[TIME]));
  row.int4(place.bundleId);
  row.int8(place.segmentId);
  row.int4(place.offset);
  row.int4(place.length);
  row.int8(place.hash);
  for (let index = 0; index < FIELD_COLUMNS.length; index += 1) {
    const { field, slot } = FIELD_COLUMNS[index] as FieldColumn;
    const value = slots[slot];
    if (value === undefined) row.null();
    else writeValue(row, field, value as EcsValue);
  }
  const resources = slots[RESOURCES];
  if (resources === undefined) row.null();
  else row.jsonb(storableJson(resources));
  const id = slots[ID];
  const extra = extraJson(slots, typeof id === 'string' && id !== eventId ? id : null);
  if (extra === null) row.null();
  else row.jsonb(extra);
  if (lacks.length > 0) row.texts(lacks);
  else row.null();
  return row.end();
}
