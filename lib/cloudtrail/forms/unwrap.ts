import { parseRecordText } from '../parse-record';
import type { CloudTrailRecord, RawJson, RawObject } from '../record';
import { recordKind } from '../record-kind';
import { asObject, text } from '../values';
import { CARRIERS, type Carried } from './carriers';
import { fromElastic } from './elastic';
import { flatRecord, planColumns } from './flat-record';
import { type Decoded, LACKS_NOTHING, type RecordForm } from './form';
import { innerText } from './inner-text';
import { own, setPath } from './object-path';

/** A queue's message with a bus's event with a log's line: three inside each other; more is nobody's export. */
const LEVELS_MAX = 5;

/** What was found in a value, or why a record that is there cannot be read. */
export type Unwrapped = Decoded | { readonly reason: string } | undefined;

/** Where a value stands: its own text, when it is wanted, is a stretch of some JSON text. */
interface Place {
  readonly source: () => string;
  readonly path: readonly string[];
  readonly isOuter: boolean;
}

/** Finds the record that an object carries or retells; `source` gives the object's own text. */
export function unwrapObject(object: RawObject, source: () => string): Unwrapped {
  return unwrap(object, { source, path: [], isOuter: true }, LEVELS_MAX);
}

/** Finds the record in a row of a table: the columns may carry it, or tell its parts. */
export function unwrapRow(row: RawObject): Unwrapped {
  const found = fromCarriers(row, { source: () => '', path: [], isOuter: true }, LEVELS_MAX);
  if (found !== undefined && 'record' in found) return found;
  return retold(row, true) ?? found;
}

function unwrap(object: RawObject, place: Place, levels: number): Unwrapped {
  if (levels === 0) return undefined;
  const found = isWhole(object) ? undefined : fromCarriers(object, place, levels);
  if (found !== undefined && 'record' in found) return found;
  const kind = recordKind(object);
  if (kind === 'event') return fromEvent(object, place);
  if (kind !== 'other') return asItIs(object, place, 'record');
  return retold(object, false) ?? found;
}

/** CloudTrail's own record, with nothing taken out and nothing packed up. */
export function isWhole(record: CloudTrailRecord): boolean {
  return (
    record.eventVersion !== undefined &&
    record.eventTime !== undefined &&
    record.sourceIPAddress !== undefined &&
    typeof record.userIdentity === 'object'
  );
}

function fromCarriers(object: RawObject, place: Place, levels: number): Unwrapped {
  let failure: Unwrapped;
  for (const { find, form } of CARRIERS) {
    const carried = find(object);
    if (carried === undefined) continue;
    const found = open(carried, place, levels - 1);
    if (found === undefined) continue;
    if ('record' in found) return { ...found, form: form(object) ?? found.form };
    failure ??= found;
  }
  return failure;
}

function open(carried: Carried, place: Place, levels: number): Unwrapped {
  if (carried.kind === 'object') {
    const path = [...place.path, ...carried.path];
    return unwrap(unlisted(carried), { ...place, path, isOuter: false }, levels);
  }
  const parsed = parseRecordText(carried.text);
  if (parsed.ok) {
    return unwrap(parsed.record, { source: () => carried.text, path: [], isOuter: false }, levels);
  }
  // Cut at a size limit, most often. Other text in brackets is no loss.
  const isRecord = /"event(Version|Name|Source)"/.test(carried.text);
  return isRecord ? { reason: `the event in \`${carried.name}\`: ${parsed.reason}` } : undefined;
}

/** Kibana's `fields` hold a list below every key. */
function unlisted({ path, object }: Carried & { kind: 'object' }): RawObject {
  if (path.at(-1) !== 'fields') return object;
  const single: RawObject = {};
  for (const [key, value] of Object.entries(object)) {
    setPath(single, [key], Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value);
  }
  return single;
}

/** A record whose keys are CloudTrail's own, though some may have been moved by what shipped it. */
function fromEvent(object: RawObject, place: Place): Decoded {
  const isFlat =
    typeof object.userIdentity === 'string' ||
    Object.keys(object).some((key) => key.startsWith('userIdentity.'));
  if (isFlat) {
    const flat = retold(object, false);
    if (flat !== undefined) return flat;
  }
  const moved = movedBack(object);
  if (moved === undefined) return asItIs(object, place, 'record');
  return { record: moved.record, form: moved.form, lacks: LACKS_NOTHING, text: null };
}

/** Logstash takes `eventTime` away for its own time stamp; Datadog address, agent, name and error. */
function movedBack(object: RawObject): { record: CloudTrailRecord; form: RecordForm } | undefined {
  const stamp = object.eventTime === undefined ? text(own(object, '@timestamp')) : undefined;
  if (stamp !== undefined) return { record: { ...object, eventTime: stamp }, form: 'logstash' };
  const address = text(asObject(asObject(object.network).client).ip);
  const agent = text(asObject(object.http).useragent);
  if (object.sourceIPAddress !== undefined || (address === undefined && agent === undefined))
    return undefined;
  const record: RawObject = { ...object };
  if (address !== undefined) record.sourceIPAddress = address;
  if (agent !== undefined) record.userAgent ??= agent;
  return { record, form: 'datadog' };
}

function asItIs(record: CloudTrailRecord, place: Place, form: RecordForm): Decoded {
  const own = place.isOuter ? null : (innerText(place.source(), place.path) ?? null);
  return { record, form, lacks: LACKS_NOTHING, text: own };
}

/** A record put together from what an index or a table tells of it. */
function retold(object: RawObject, isRow: boolean): Decoded | undefined {
  const document = fromElastic(object, isRow);
  if (document !== undefined) return { ...document, form: 'elastic', text: null };
  const names = Object.keys(object);
  const plan = planColumns(names);
  if (plan === undefined) return undefined;
  const cellOf = (index: number): RawJson | undefined => object[names[index] ?? ''];
  return { ...flatRecord(plan, cellOf), form: isRow ? 'csv' : 'derived', text: null };
}
